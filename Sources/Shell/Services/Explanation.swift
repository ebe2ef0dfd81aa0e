import Diagnostics
import HTTP
import JSON
import Providers
import Query
import Rendering
import Synchronization

/// Explains the request of the first call in an expression without sending it. Later calls depend on the response.
final class Explanation: Caller {
  private let services: Services
  private let shown = Mutex<String?>(nil)

  init(_ services: Services) {
    self.services = services
  }

  /// The explanation; nil if no call was reached.
  var text: String? { shown.withLock { $0 } }

  func call(_ call: Call) throws(Failure) -> Value { throw try explain(call, isPaged: false) }

  func pages(_ call: Call) throws(Failure) -> any PageIterator { throw try explain(call, isPaged: true) }

  func exchange(_ number: Int?, range: SourceRange) throws(Failure) -> Value {
    try services.providers.caller.exchange(number, range: range)
  }

  func exchanges() throws(Failure) -> [Value] { try services.providers.caller.exchanges() }

  /// Ends the evaluation with a policy failure, which cannot be caught.
  private func explain(_ call: Call, isPaged: Bool) throws(Failure) -> Failure {
    if text == nil {
      let request = try services.providers.client.request(for: call)
      let lines = sent(request) + [""] + decisions(request, isPaged: isPaged, readsBefore: readBefore(call, request))
      let text = services.connection.redactor.redact(lines.joined(separator: "\n"))
      shown.withLock { $0 = text }
    }
    return Failure(.policy, "explained, not sent")
  }

  private func sent(_ request: Request) -> [String] {
    let lines =
      ["\(request.method) \(request.shownURL)"] + request.shownHeaders.map { "\($0.name): \($0.value)" }
    guard let body = request.shownBody, !body.isEmpty else { return lines }
    return lines + ["", String(decoding: body, as: UTF8.self)]
  }

  /// The request that reads the object of a write, for the journal.
  private func readBefore(_ call: Call, _ request: Request) -> Request? {
    let client = services.providers.client
    guard services.takesPictures, request.context.risk != .read, let reading = client.reading(of: call) else {
      return nil
    }
    return try? client.request(for: reading)
  }

  private func decisions(_ request: Request, isPaged: Bool, readsBefore: Request?) -> [String] {
    let context = request.context
    let session = services.providers.client.sessions.session(context.account)
    var rows = [("account", context.account.description + (context.profile == nil ? ", the default profile" : ""))]
    rows.append(("credential", session.source.map { "from \($0)" } ?? session.failure?.message ?? "none is needed"))
    rows.append(("class", context.risk.rawValue + (context.reason.map { ": \(oneLine($0))" } ?? "")))
    rows.append(("policy", policy(context)))
    if let readsBefore {
      rows.append(("before it", "\(readsBefore.method) \(readsBefore.shownURL) reads what it changes, to undo it"))
    }
    if let limit = session.rateLimit {
      rows.append(("limit", "\(limit.count) requests in \(Int(limit.seconds)) s" + left(session)))
    }
    rows.append(("retries", retries(request)))
    if isPaged { rows.append(("pages", "further pages are requested as they are wanted")) }
    let width = rows.map(\.0.count).max() ?? 0
    return rows.map { name, value in name + String(repeating: " ", count: width - name.count + 2) + value }
  }

  /// The remaining requests, and how long the call would wait if there are none.
  private func left(_ session: Sessions.Session) -> String {
    guard let status = services.budgets.status(session) else { return "" }
    let wait = status.remaining == 0 ? status.freeAt.map { "; it waits until \(ClockTime.text($0))" } ?? "" : ""
    return ", \(status.remaining) left\(wait)"
  }

  private func policy(_ context: CallContext) -> String {
    switch services.connection.gate.decision(for: context) {
    case .send: return "sent without asking"
    case .ask: return "asks first"
    case .refuse(let reason):
      let refusal = TransportError.refused(context, reason)
      return "refused: \(refusal.message)" + (refusal.hint.map { "; \($0)" } ?? "")
    }
  }

  private func retries(_ request: Request) -> String {
    request.plan.retry.isRepeatable && request.context.risk == .read
      ? "up to \(RetryTransport.maximumTries) tries on network errors, 429 and 5xx"
      : "not sent again, unless the request certainly never arrived"
  }
}
