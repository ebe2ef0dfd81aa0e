import Diagnostics
import HTTP
import JSON
import Query

/// Carries out calls: binds their arguments, sends them, and reads their answers.
struct ProviderCaller: Caller {
  let library: ManifestLibrary
  let requests: RequestBuilder
  let transport: any Transport
  let log: ExchangeLog
  let displaySecrets: DisplaySecrets
  let learned: LearnedMethods
  let redactor: Redactor
  /// nil where nobody takes anything back.
  let undoHistory: UndoHistory?
  /// The profile where none is named.
  let defaultProfile: String?

  func call(_ call: Call) throws(Failure) -> Value {
    try located(call) { () throws(Failure) in
      let prepared = try prepare(call)
      guard let answer = try send(prepared) else { return .null }
      return try payload(of: answer, prepared)
    }
  }

  func pages(_ call: Call) throws(Failure) -> any PageIterator {
    try located(call) { () throws(Failure) in
      let prepared = try prepare(call)
      guard let endpoint = prepared.endpoint, endpoint.isList else {
        throw Failure(.usage, "\(prepared.name) is no list, so it has no pages", provider: call.provider)
      }
      return Pages(prepared, endpoint, caller: self)
    }
  }

  func exchange(_ number: Int?, range: SourceRange) throws(Failure) -> Value {
    guard let number else {
      if let exchange = log.last { return exchange.value }
      throw Failure(.script, "there is no exchange yet", hint: "nothing was sent yet", range: range)
    }
    if let exchange = log[number] { return exchange.value }
    let count = log.count
    let hint = count == 0 ? "nothing was sent yet" : "there are @1 to @\(count)"
    throw Failure(.script, "there is no exchange @\(number)", hint: hint, range: range)
  }

  /// What a call would send, a mark in place of its credential.
  func request(for call: Call) throws(Failure) -> Request {
    try located(call) { () throws(Failure) in
      let prepared = try prepare(call)
      var request = try requests.request(prepared, ReadAnswer([], shown: displaySecrets))
      if let header = prepared.manifest.authentication.headerName {
        request.headers.setSecret(header, Secret(Redactor.mark))
      }
      return request
    }
  }
}

extension ProviderCaller {
  private func prepare(_ call: Call) throws(Failure) -> PreparedCall {
    let manifest = try library.need(call.provider)
    return try PreparedCall(call, profile: call.profile ?? defaultProfile, manifest: manifest)
  }

  /// The answer; nil where nothing was sent because of a dry run.
  func send(_ prepared: PreparedCall) throws(Failure) -> Answer? {
    let answer = ReadAnswer(prepared.manifest.secrets, shown: displaySecrets)
    var request = try requests.request(prepared, answer)
    request.context.objects = { [log] in CallObjects(prepared: prepared, log: log).all }
    redactor.addPassing(prepared.secrets)
    let response: Response
    do throws(TransportError) {
      response = try transport.send(request, cancellation: requests.cancellation)
    } catch {
      throw Failure(error, provider: prepared.account.provider)
    }
    if response.isDryRun { return nil }
    let judgement = Judgement(
      manifest: prepared.manifest, account: prepared.account, takesText: prepared.endpoint == nil,
      risk: prepared.risk, parsed: answer.value)
    let value = try judgement.value(of: response)
    if let endpoint = prepared.endpoint, prepared.manifest.open != nil {
      learned.insert(prepared.account.provider, endpoint.resource, endpoint.name)
    }
    return Answer(value: value, response: response)
  }

  /// What the call outputs of an answer.
  func payload(of answer: Answer, _ prepared: PreparedCall) throws(Failure) -> Value {
    let payload = try read(answer, prepared)
    undoHistory?.insert(prepared, payload, exchange: answer.response.exchange)
    return payload
  }

  private func read(_ answer: Answer, _ prepared: PreparedCall) throws(Failure) -> Value {
    guard let endpoint = prepared.endpoint else { return answer.value }
    guard !answer.value.isNull || endpoint.isList else { return .null }
    do throws(Failure) {
      let value = try answer.value.isNull ? .null : endpoint.payload?(answer.value) ?? answer.value
      guard endpoint.isList else { return value }
      return value.isNull ? .array([]) : try list(value, prepared)
    } catch {
      throw answer.failure(error)
    }
  }

  /// The elements of a list, or an object that nobody described; no number and no text. An open method is called a list
  /// for its name only, and may answer what it likes.
  private func list(_ value: Value, _ prepared: PreparedCall) throws(Failure) -> Value {
    guard prepared.manifest.open != nil || value.array != nil || value.object != nil else {
      throw Failure(.transport, "\(prepared.name) answered with \(value.article), not a list")
    }
    return value
  }

  /// Adds where the call stands, and hides what is secret.
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

/// What came for a call and was not refused.
struct Answer {
  var value: Value
  var response: Response

  /// A failure that tells which answer it is about.
  func failure(_ failure: Failure) -> Failure {
    var failure = failure
    failure.status = response.status
    failure.exchange = response.exchange
    failure.hint = failure.hint ?? response.exchange.map { "`@\($0)` has the answer" }
    return failure
  }
}

extension PreparedCall {
  /// `coderpad.pads.list`.
  var name: String { "\(call.provider).\(endpoint?.qualifiedName ?? FreeRequest.method)" }
}

extension ManifestLibrary {
  /// The manifest of a provider, or why there is none.
  func need(_ provider: String) throws(Failure) -> Manifest {
    do throws(Diagnostics) {
      if let manifest = try manifest(provider) { return manifest }
    } catch {
      let first = error.all.first
      throw Failure(
        .usage, first?.message ?? "the manifest of \(provider) is wrong", provider: provider,
        hint: first?.hint ?? "`edush provider check` says all that is wrong with it")
    }
    let near = names.nearest(to: provider).map { "did you mean `\($0)`?" }
    throw Failure(
      .usage, "there is no provider `\(provider)`", hint: near ?? "there are " + names.joined(separator: ", "))
  }
}
