import Calendar
import Diagnostics
import HTTP
import JSON
import Query

/// Carries out calls: binds their arguments, leads them through the stages, and reads their responses.
struct ProviderCaller: Caller {
  let library: ManifestLibrary
  let requests: RequestBuilder
  let sender: CallSender
  /// What every call passes before it is sent, the outermost first.
  let stages: [any CallStage]
  let log: ExchangeLog
  let displaySecrets: DisplaySecrets
  let redactor: Redactor
  /// That of times without one.
  let zone: Zone?
  /// Shows a notice while a call goes on.
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

  /// What a call would send, a mark in place of its credential.
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

  /// Leads a call through the stages to its end.
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

  /// What a read outputs, of a list all items.
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

  /// How many pages of a list are read to find one object.
  static let pageLimit = 100

  /// Repeats the request of an earlier call, as it was and on its account.
  ///
  /// - Parameter unit: of the run, in which it is the only call.
  func repeated(_ prepared: PreparedCall, in unit: WorkUnit) throws(Failure) -> Value {
    try located(prepared.call) { () throws(Failure) in
      var again = prepared
      again.isRepeat = true
      again.call.unit = unit
      return try perform(again).payload
    }
  }

  /// Adds the place of the call, and hides secrets.
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
  /// `coderpad.pads.list`.
  var name: String { "\(call.provider).\(endpoint?.qualifiedName ?? FreeRequest.method)" }
}
