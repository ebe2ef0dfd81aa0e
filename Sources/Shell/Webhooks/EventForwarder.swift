import HTTP
import Query
import Webhooks

/// Forwards webhook posts to an address on this machine, unchanged, including body and signature.
final class EventForwarder: Sendable {
  /// The timeouts for a local receiver.
  private static let timeouts = Timeouts(connect: 2_000, idle: 10_000, total: 10_000)
  /// The headers that belong to a connection, which are not forwarded.
  private static let ownOfConnection: Set = [
    "host", "content-length", "transfer-encoding", "connection", "proxy-connection", "keep-alive", "te", "trailer",
    "upgrade", "expect", "accept-encoding",
  ]

  let address: String
  private let base: BaseURL
  private let account: Account
  private let gate: PolicyGate
  private let transport: any Transport
  private let cancellation = Cancellation()

  /// - Parameter address: `http://127.0.0.1:PORT/path`.
  init(
    _ address: String, of account: Account, gate: PolicyGate, through transport: any Transport
  ) throws(Failure) {
    self.address = address
    self.account = account
    self.gate = gate
    self.transport = transport
    do throws(TransportError) {
      base = try BaseURL(address)
    } catch {
      throw Failure(
        .usage, "cannot forward to `\(address)`: \(error.message)", hint: "write http://127.0.0.1:PORT/path")
    }
    guard base.origin.isLoopback else {
      throw Failure(
        .usage, "events are forwarded within this machine only, not to \(base.origin)",
        hint: "write http://127.0.0.1:PORT/path")
    }
  }

  /// Forwards a post and returns the status of the response. Throws if there is none.
  func forward(_ post: Post) throws(TransportError) -> Int {
    let fields = post.headers.filter { !Self.ownOfConnection.contains($0.name.lowercased()) }
    let headers = Headers(fields.map { Headers.Field(name: $0.name, value: $0.value) })
    var request = Request(
      method: "POST", base: base, headers: headers,
      body: .raw(contentType: headers["content-type"] ?? "application/octet-stream", bytes: post.body),
      context: context)
    request.plan.timeouts = Self.timeouts
    request.plan.permit = try gate.admit(request)
    return try transport.send(request, cancellation: cancellation).status
  }

  /// Cancels pending requests.
  func close() {
    cancellation.cancel()
  }

  /// Throws if policy does not allow forwarding the events of an account without confirmation.
  func check() throws(TransportError) {
    let call = context
    switch gate.decision(for: call) {
    case .send: return
    case .ask: throw .refused(call, .needsPermission)
    case .refuse(let reason): throw .refused(call, reason)
    }
  }

  /// Forwarding an event counts as a write of its account.
  private var context: CallContext { CallContext(account, method: "webhook.forward", risk: .write) }
}
