import JSON
import NIOCore

/// Sends the events of a provider, with retries.
final class WebhookSender {
  /// An event being sent or already sent.
  private struct Delivery {
    let event: String
    var attempts = 0
    var status: Int?
  }

  /// The address for events; nil sends none.
  var address: WebhookAddress?

  private let form: WebhookForm
  private let loop: any EventLoop
  private var deliveries: [Delivery] = []

  init(address: WebhookAddress?, form: WebhookForm, loop: any EventLoop) {
    self.address = address
    self.form = form
    self.loop = loop
  }

  /// Sends an event if there is an address.
  func send(_ event: String, _ data: Object) {
    guard let address else { return }
    let message = form.message(event, data)
    deliveries.append(Delivery(event: event))
    attempt(deliveries.count - 1, WebhookPost(address: address, headers: message.headers, body: message.body))
  }

  /// The events sent, with the number of attempts and the receiver's last status or null.
  var value: Value {
    let sent = deliveries.suffix(100).map { delivery -> Value in
      [
        "event_name": Value(delivery.event), "attempts": Value(delivery.attempts),
        "status": delivery.status.map { Value($0) } ?? .null,
      ]
    }
    return ["url": Value(orNull: address?.text), "deliveries": Value(sent)]
  }

  private func attempt(_ number: Int, _ post: WebhookPost) {
    deliveries[number].attempts += 1
    post.send(on: loop).assumeIsolated().whenComplete { result in
      self.deliveries[number].status = try? result.get()
      if case .success(200...299) = result { return }
      self.retry(number, post)
    }
  }

  private func retry(_ number: Int, _ post: WebhookPost) {
    let attempts = deliveries[number].attempts
    guard attempts <= form.retries else { return }
    loop.assumeIsolated().scheduleTask(in: .milliseconds(100 << Int64(attempts))) {
      self.attempt(number, post)
    }
  }
}
