import HTTP
import Rendering

/// Where the time of an exchange went: a bar for each phase of each try, on one axis.
struct TraceText {
  let text: String

  private static let columns = 50
  private static let blocks = ["", "▏", "▎", "▍", "▌", "▋", "▊", "▉", "█"]

  init(_ exchange: Exchange) {
    let total = max(exchange.durationMilliseconds, 0.001)
    var lines = [Self.head(exchange)]
    // The end of what came before, in milliseconds from the start of the exchange.
    var end = 0.0
    for (index, attempt) in exchange.attempts.enumerated() {
      let start = max(end, (attempt.startedAt - exchange.startedAt) * 1000)
      if exchange.attempts.count > 1 {
        let result = attempt.status.map(String.init) ?? attempt.failure.map { "\($0)" } ?? "no response"
        lines.append("try \(index + 1): \(result)")
      }
      var spans = [("queue", end, start - end)]
      if let timings = attempt.timings {
        spans += Timings.Phase.allCases.map { phase in
          let span = timings.span(of: phase)
          return (phase.rawValue, start + span.start, span.duration)
        }
      } else {
        spans.append(("wait", start, attempt.duration * 1000))
      }
      lines += spans.filter { $0.2 >= 0.05 }.map { Self.line($0.0, from: $0.1, for: $0.2, of: total) }
      end = start + attempt.duration * 1000
    }
    // What was no try: a wait that was ended, or reading what came.
    let rest = total - end
    if rest > total / 50 {
      let name = exchange.received == nil ? "queue" : "read"
      lines.append(Self.line(name, from: end, for: rest, of: total))
    }
    text = lines.joined(separator: "\n")
  }

  private static func head(_ exchange: Exchange) -> String {
    let result: String =
      switch exchange.outcome {
      case .answered(let answer): "\(answer.status) \(answer.reasonPhrase)"
      case .failed(let error): error.message
      case .pending: "no response yet"
      }
    let tries = exchange.attempts.count
    return "@\(exchange.id) \(exchange.account).\(exchange.method) · \(oneLine(result)) · "
      + Timings.text(exchange.durationMilliseconds) + " ms" + (tries > 1 ? " · \(tries) tries" : "")
  }

  /// `  connect      1.2 ms      ▌`
  private static func line(
    _ name: String, from start: Double, for duration: Double, of total: Double
  ) -> String {
    let place = min(columns - 1, Int(start / total * Double(columns)))
    let eighths = max(1, min((columns - place) * 8, Int((duration / total * Double(columns) * 8).rounded())))
    let bar = String(repeating: "█", count: eighths / 8) + blocks[eighths % 8]
    let figure = Timings.text(duration)
    return "  " + name + String(repeating: " ", count: max(1, 10 - name.count))
      + String(repeating: " ", count: max(0, 7 - figure.count)) + figure + " ms  "
      + String(repeating: " ", count: place) + bar
  }
}
