import Crypto
import JSON
import NIOCore

/// Sends Codementor's signed events, and again up to three times where they are not received.
final class WebhookSender {
  /// An event on its way, or there.
  private struct Delivery {
    let event: String
    var attempts = 0
    var status: Int?
  }

  /// After the first attempt; the document says "up to three times".
  static let retries = 3

  /// Where events go; nil sends none.
  var address: WebhookAddress?

  private let secret: String
  private let loop: any EventLoop
  private var deliveries: [Delivery] = []

  init(address: WebhookAddress?, secret: String, loop: any EventLoop) {
    self.address = address
    self.secret = secret
    self.loop = loop
  }

  /// Sends `{"event_name", "data"}` where somebody listens.
  func send(_ event: String, _ data: Object) {
    guard let address else { return }
    var body: [UInt8] = []
    Value.object(["event_name": Value(event), "data": Value(data)]).write(to: &body)
    deliveries.append(Delivery(event: event))
    attempt(deliveries.count - 1, body, to: address)
  }

  /// What has been sent: event, attempts, and the receiver's last status or null.
  var value: Value {
    let sent = deliveries.suffix(100).map { delivery -> Value in
      [
        "event_name": Value(delivery.event), "attempts": Value(delivery.attempts),
        "status": delivery.status.map { Value($0) } ?? .null,
      ]
    }
    return ["url": Value(orNull: address?.text), "deliveries": Value(sent)]
  }

  private func attempt(_ number: Int, _ body: [UInt8], to address: WebhookAddress) {
    deliveries[number].attempts += 1
    let post = WebhookPost(address: address, body: body, signature: signature(of: body))
    post.send(on: loop).assumeIsolated().whenComplete { result in
      self.deliveries[number].status = try? result.get()
      if case .success(200...299) = result { return }
      self.retry(number, body, to: address)
    }
  }

  private func retry(_ number: Int, _ body: [UInt8], to address: WebhookAddress) {
    let attempts = deliveries[number].attempts
    guard attempts <= Self.retries else { return }
    loop.assumeIsolated().scheduleTask(in: .milliseconds(100 << Int64(attempts))) {
      self.attempt(number, body, to: address)
    }
  }

  /// Hex HMAC-SHA256 of the body.
  private func signature(of body: [UInt8]) -> String {
    Hex.text(HMAC<SHA256>.authenticationCode(for: body, using: SymmetricKey(data: Array(secret.utf8))))
  }
}

/// Bytes as hexadecimal digits in lower case.
enum Hex {
  static func text(_ bytes: some Sequence<UInt8>) -> String {
    bytes.map { byte in (byte < 16 ? "0" : "") + String(byte, radix: 16) }.joined()
  }
}
