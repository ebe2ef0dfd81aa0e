import Glibc
import JSON
import Providers
import Query
import Script
import Synchronization
import Terminal

/// The webhooks of a prompt: a single listener, notices above the line, and the received events as `$events`.
final class PromptWebhooks: Sendable {
  private struct State {
    var reception: WebhookReception?
    var events: [Value] = []
    /// Whether `$events` is not up to date.
    var isNews = false
  }

  /// The maximum number of events to keep; the latest ones are kept.
  private static let keptEvents = 10_000
  private static let shownEvents = 5
  private static let pause = 200
  private let current = Mutex(State())

  /// Starts listening.
  func open(_ options: WebhookOptions, _ services: Services, _ console: Console) throws(Failure) {
    if let reception = current.withLock({ $0.reception }) {
      throw Failure(
        .usage, "\(reception.account) is listened for at \(reception.address) already", hint: "`webhook stop` ends that"
      )
    }
    let reception = try WebhookReception(options, services, console, pauseInMilliseconds: Self.pause) {
      [self] events in
      console.notify(receive(events))
    }
    current.withLock { state in
      state.reception = reception
      state.isNews = true
    }
  }

  /// Stops listening; returns false if it was not listening. The events are kept.
  @discardableResult
  func close() -> Bool {
    let reception = current.withLock { state in
      defer { state.reception = nil }
      return state.reception
    }
    reception?.close()
    return reception != nil
  }

  /// The current state as text.
  var state: String {
    let (reception, count) = current.withLock { ($0.reception, $0.events.count) }
    let events = count == 1 ? "1 event is" : "\(count) events are"
    guard let reception else {
      return "not listening; " + (count > 0 ? "\(events) in $events" : "`webhook listen codementor` starts it")
    }
    return "\(reception.account) is listened for at \(reception.address); \(events) in $events"
  }

  /// Updates `$events` if events were received. Only called on the interpreter's thread.
  func bind(in interpreter: Interpreter) {
    let events = current.withLock { state -> [Value]? in
      defer { state.isNews = false }
      return state.isNews ? state.events : nil
    }
    if let events { interpreter.bind("events", Value(events)) }
  }

  /// Stores events and returns a notice.
  private func receive(_ events: [WebhookEvent]) -> String {
    let first = current.withLock { state in
      state.events += events.map(\.value)
      state.events.removeFirst(max(0, state.events.count - Self.keptEvents))
      state.isNews = true
      return state.events.count - events.count
    }
    let columns = (TerminalSize(of: STDERR_FILENO) ?? .usual).columns - 1
    var lines = zip(first..., events.prefix(Self.shownEvents)).map { index, event in
      let name = "$events[\(index)] "
      return name + EventLine(event, columns: columns - name.count).text
    }
    if events.count > Self.shownEvents { lines.append("and \(events.count - Self.shownEvents) more in $events") }
    return lines.joined(separator: "\n")
  }
}
