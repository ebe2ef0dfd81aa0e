import Glibc
import JSON
import Providers
import Query
import Script
import Synchronization
import Terminal

/// The webhooks of a prompt: one listener at a time, notices above the line, and the events so far as `$events`.
final class PromptWebhooks: Sendable {
  private struct State {
    var reception: WebhookReception?
    var events: [Value] = []
    /// Whether `$events` is not what `events` is.
    var isNews = false
  }

  /// Of more events, the latest are kept.
  private static let keptEvents = 10_000
  private static let shownEvents = 5
  private static let pause = 200
  private let current = Mutex(State())

  /// Begins to listen.
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

  /// Ends it; false where nothing was listened for. The events stay.
  @discardableResult
  func close() -> Bool {
    let reception = current.withLock { state in
      defer { state.reception = nil }
      return state.reception
    }
    reception?.close()
    return reception != nil
  }

  /// What it does at the moment.
  var state: String {
    let (reception, count) = current.withLock { ($0.reception, $0.events.count) }
    let events = count == 1 ? "1 event is" : "\(count) events are"
    guard let reception else {
      return "not listening; " + (count > 0 ? "\(events) in $events" : "`webhook listen codementor` starts it")
    }
    return "\(reception.account) is listened for at \(reception.address); \(events) in $events"
  }

  /// Binds `$events`, once something was listened for, where there is news. On the thread of the interpreter only.
  func bind(in interpreter: Interpreter) {
    let events = current.withLock { state -> [Value]? in
      defer { state.isNews = false }
      return state.isNews ? state.events : nil
    }
    if let events { interpreter.bind("events", Value(events)) }
  }

  /// Keeps events, and returns what to say of them.
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
