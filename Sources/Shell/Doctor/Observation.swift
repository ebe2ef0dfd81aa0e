import JSON
import Rendering

/// A result of `doctor`.
struct Observation {
  enum State: String {
    case ok
    /// Not a problem, but worth knowing.
    case note
    case warning
    case error
  }

  var topic: String
  var subject: String
  var state: State
  var detail: String
  /// What to do about it.
  var advice: String?

  /// The observation as JSON: `{topic, subject, state, detail, advice}`.
  var value: Value {
    [
      "topic": Value(topic), "subject": Value(subject), "state": Value(state.rawValue), "detail": Value(detail),
      "advice": advice.map { Value($0) } ?? .null,
    ]
  }
}

extension [Observation] {
  /// The observations as text: a block for each topic, with advice below the line it concerns.
  func text(colour: Bool) -> String {
    let width = map(\.subject.count).max() ?? 0
    var lines: [String] = []
    var topic = ""
    for one in self {
      if one.topic != topic {
        lines += (lines.isEmpty ? [] : [""]) + [Style.bold(one.topic, colour: colour)]
        topic = one.topic
      }
      let state = one.state.rawValue.padded(to: 9)
      let shown = one.state.style?(state, colour: colour) ?? state
      lines.append("  \(shown)\(visible(one.subject).padded(to: width + 2))\(visible(one.detail))")
      if let advice = one.advice { lines.append(String(repeating: " ", count: width + 13) + visible(advice)) }
    }
    return lines.joined(separator: "\n")
  }
}

extension Observation.State {
  fileprivate var style: Style? {
    switch self {
    case .ok: nil
    case .note: .dim
    case .warning: .warning
    case .error: .error
    }
  }
}

extension String {
  fileprivate func padded(to width: Int) -> String { self + String(repeating: " ", count: max(0, width - count)) }
}
