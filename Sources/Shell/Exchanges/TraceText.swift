import HTTP
import Rendering

/// A timeline of an exchange: a bar for each phase of each attempt, on one axis.
struct TraceText {
  let text: String

  /// The maximum and minimum number of columns of the axis.
  private static let (longest, shortest) = (50, 8)
  /// The number of columns before the bars.
  private static let margin = 24
  private static let blocks = ["", "▏", "▎", "▍", "▌", "▋", "▊", "▉", "█"]

  /// - Parameter columns: the width of the terminal; nil if there is none.
  init(_ exchange: Exchange, columns: Int?) {
    let total = max(exchange.durationMilliseconds, 0.001)
    let axis = Axis(milliseconds: total, columns: min(Self.longest, (columns ?? Int.max) - Self.margin))
    var lines = [wrapped(Self.head(exchange), columns: columns)]
    // The end of the previous bar, in milliseconds from the start of the exchange.
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
      lines += spans.filter { $0.2 >= 0.05 }.map { Self.line($0.0, from: $0.1, for: $0.2, on: axis) }
      end = start + attempt.duration * 1000
    }
    // Time outside of attempts: an aborted wait, or reading the response.
    let rest = total - end
    if rest > total / 50 {
      let name = exchange.received == nil ? "queue" : "read"
      lines.append(Self.line(name, from: end, for: rest, on: axis))
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

  /// A line such as `  connect      1.2 ms      ▌`; without the bar if there is not enough space.
  private static func line(_ name: String, from start: Double, for duration: Double, on axis: Axis) -> String {
    let figure = Timings.text(duration)
    let text =
      "  " + name + String(repeating: " ", count: max(1, 10 - name.count))
      + String(repeating: " ", count: max(0, 7 - figure.count)) + figure + " ms"
    return axis.columns < shortest ? text : "\(text)  \(axis.bar(from: start, for: duration))"
  }

  /// The time axis of the bars.
  private struct Axis {
    let milliseconds: Double
    let columns: Int

    func bar(from start: Double, for duration: Double) -> String {
      let place = min(columns - 1, Int(start / milliseconds * Double(columns)))
      let eighths = max(
        1, min((columns - place) * 8, Int((duration / milliseconds * Double(columns) * 8).rounded())))
      return String(repeating: " ", count: place) + String(repeating: "█", count: eighths / 8) + blocks[eighths % 8]
    }
  }
}
