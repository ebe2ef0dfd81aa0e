import Calendar
import Diagnostics
import HTTP
import JSON
import Query

/// Performs calls: binds their arguments, passes them through the stages, and reads the responses.
struct ProviderCaller: Caller {
  let library: ManifestLibrary
  let requests: RequestBuilder
  let sender: CallSender
  /// The stages that every call passes through, outermost first.
  let stages: [any CallStage]
  let log: ExchangeLog
  let displaySecrets: DisplaySecrets
  let redactor: Redactor
  /// The time zone for times without one.
  let zone: Zone?
  /// Shows a notice during a call.
  let notice: @Sendable (String) -> Void

  func call(_ call: Call) throws(Failure) -> Value {
    try located(call) { () throws(Failure) in try perform(try prepare(call)).payload }
  }

  func pages(_ call: Call) throws(Failure) -> any PageIterator {
    try located(call) { () throws(Failure) in
      let prepared = try prepare(call)
      guard let endpoint = prepared.endpoint, endpoint.isList else {
        throw Failure(.usage, "\(prepared.name) is not a list, so it has no pages", provider: call.provider)
      }
      return Pages(prepared, endpoint, caller: self)
    }
  }

  func exchange(_ number: Int?, range: SourceRange) throws(Failure) -> Value {
    if let exchange = log.exchange(number) { return exchange.value }
    guard let number else {
      throw Failure(.script, "there is no exchange yet", hint: "nothing was sent yet", range: range)
    }
    let count = log.count
    let hint = count == 0 ? "nothing was sent yet" : "exchanges so far: @1 to @\(count)"
    throw Failure(.script, "there is no exchange @\(number)", hint: hint, range: range)
  }

  func exchanges() throws(Failure) -> [Value] { log.all.map(\.summary) }

  /// The request of a call, with a mark in place of the credential.
  func request(for call: Call) throws(Failure) -> Request {
    try located(call) { () throws(Failure) in
      let prepared = try prepare(call)
      var request = try requests.request(prepared, ReadAnswer([], shown: displaySecrets))
      for header in prepared.manifest.authentication.headerNames {
        request.headers.setSecret(header, Secret(Redactor.mark))
      }
      return request
    }
  }
}

extension ProviderCaller {
  func prepare(_ call: Call) throws(Failure) -> PreparedCall {
    try PreparedCall(call, manifest: try library.need(call.provider), in: zone)
  }

  /// Passes a call through all stages.
  func perform(_ prepared: PreparedCall) throws(Failure) -> CallAnswer {
    let response = ReadAnswer(prepared.manifest.secrets, shown: displaySecrets)
    var request = try requests.request(prepared, response)
    request.context.objects = { [sender] in
      CallObjects(prepared: prepared, knownIDs: sender.knownIDs).all
    }
    redactor.addPassing(prepared.secrets)
    let send: (CallIntent) -> CallOutcome = { [sender] intent in
      sender.send(intent, response, cancellation: requests.cancellation)
    }
    let way = stages.reversed().reduce(send) { next, stage in { stage.perform($0, next) } }
    let intent = CallIntent(prepared, request) { call in
      guard var read = try? prepare(call), read.risk == .read else { return nil }
      read.isIncidental = true
      return try? whole(read)
    }
    return try way(intent).answer()
  }

  /// The output of a read; of a list, all items.
  func whole(_ call: PreparedCall) throws(Failure) -> Value {
    guard let endpoint = call.endpoint, endpoint.isList else { return try perform(call).payload }
    let pages = Pages(call, endpoint, caller: self)
    var items: [Value] = []
    for _ in 0..<Self.pageLimit {
      guard let page = try pages.next() else { return .array(items) }
      items += page
    }
    throw Failure(.usage, "\(call.name) has too many pages", provider: call.account.provider)
  }

  /// The maximum number of pages to search for an object.
  static let pageLimit = 100

  /// Repeats the request of an earlier call unchanged, on the same account.
  ///
  /// - Parameter unit: the unit for the call, which contains no other calls.
  func repeated(_ prepared: PreparedCall, in unit: WorkUnit) throws(Failure) -> Value {
    try located(prepared.call) { () throws(Failure) in
      var again = prepared
      again.isRepeat = true
      again.call.unit = unit
      return try perform(again).payload
    }
  }

  /// Adds the source location of the call to failures, and hides secrets in them.
  func located<Result>(_ call: Call, _ body: () throws(Failure) -> Result) throws(Failure) -> Result {
    do throws(Failure) {
      return try body()
    } catch {
      var failure = error.hiding(redactor)
      if failure.source == nil {
        failure.source = call.source
        failure.range = call.range
      }
      if failure.provider == nil { failure.provider = call.provider }
      throw failure
    }
  }
}

extension PreparedCall {
  /// The full name of the method: `coderpad.pads.list`.
  var name: String { "\(call.provider).\(endpoint?.qualifiedName ?? FreeRequest.method)" }
}
