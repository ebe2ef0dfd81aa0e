import HTTP
import Providers
import Query
import Webhooks

/// Sends posts on to an address of this machine, as they came: body byte for byte, signature and all.
final class EventForwarder: Sendable {
  /// What a receiver on this machine may take.
  private static let timeouts = Timeouts(connect: 2_000, idle: 10_000, total: 10_000)
  /// They belong to the connection they came on.
  private static let ownOfConnection: Set = [
    "host", "content-length", "transfer-encoding", "connection", "proxy-connection", "keep-alive", "te", "trailer",
    "upgrade", "expect", "accept-encoding",
  ]

  let address: String
  private let base: BaseURL
  private let transport: any Transport
  private let cancellation = Cancellation()

  /// - Parameter address: `http://127.0.0.1:PORT/path`.
  init(_ address: String, through transport: any Transport) throws(Failure) {
    self.address = address
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

  /// The status of the answer; throws why there is none.
  func forward(_ post: Post) throws(TransportError) -> Int {
    let fields = post.headers.filter { !Self.ownOfConnection.contains($0.name.lowercased()) }
    let headers = Headers(fields.map { Headers.Field(name: $0.name, value: $0.value) })
    var request = Request(
      method: "POST", base: base, headers: headers,
      body: .raw(contentType: headers["content-type"] ?? "application/octet-stream", bytes: post.body),
      context: CallContext(provider: "webhook", method: "forward", risk: .write))
    request.timeouts = Self.timeouts
    return try transport.send(request, cancellation: cancellation).status
  }

  /// Gives up what is on its way.
  func close() {
    cancellation.cancel()
  }

  /// Whether events of an account may be sent on: a forwarded event is a write of that account. False only shows them (a
  /// dry run); throws where a policy forbids it.
  static func mayForward(
    of account: Account, by policy: (CallContext) -> Policy
  ) throws(TransportError) -> Bool {
    let call = CallContext(
      provider: account.provider, profile: account.profile, method: "webhook.forward", risk: .write)
    switch policy(call).decision(for: call.risk, canAsk: false) {
    case .send: return true
    case .show: return false
    case .ask: throw .refused(call, .needsPermission)
    case .refuse(let reason): throw .refused(call, reason)
    }
  }
}
