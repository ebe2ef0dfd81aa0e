import Diagnostics
import JSON
import Providers

/// A plan as text for people: one line per step, then the counts.
public struct PlanText: Sendable {
  /// Longer values are truncated.
  private static let longestValue = 80
  /// The heads of lines are padded to the longest one, up to this width.
  private static let widest = 60

  private let plan: Plan
  private let width: Int

  /// Creates the text of a plan.
  public init(_ plan: Plan) {
    self.plan = plan
    width = plan.steps.map { Self.head($0).count }.filter { $0 <= Self.widest }.max() ?? 0
  }

  /// All lines, each with a line feed.
  public var text: String {
    (plan.steps.map(line) + [summary]).map { $0 + "\n" }.joined()
  }

  /// The line of a step: `~ coderpad.pads.update AFQ2K9A3  title: "a" → "b"`.
  public func line(_ step: PlannedStep) -> String { Self.line(step, width: width) }

  /// - Parameter width: the width to which the part before the details is padded.
  static func line(_ step: PlannedStep, width: Int = 0) -> String {
    let (head, details) = (head(step), details(step))
    guard !details.isEmpty else { return head }
    return head + String(repeating: " ", count: max(0, width - head.count) + 2) + details
  }

  /// The last line: `plan: 2 to create, 3 to update, 1 to delete, 1 to send; 9 requests to coderpad`.
  public var summary: String {
    let counts = PlannedWrite.Change.allCases.compactMap { change -> String? in
      let count = plan.count(of: change)
      guard count > 0 else { return nil }
      return change == .unchanged ? "\(count) unchanged" : "\(count) to \(change.rawValue)"
    }
    let requests = plan.requests.enumerated().map { index, request in
      index == 0
        ? "\(request.count.of("request")) to \(request.provider)"
        : "\(request.count) to \(request.provider)"
    }
    let parts = [counts.isEmpty ? "nothing to do" : counts.joined(separator: ", "), requests.joined(separator: ", ")]
    return "plan: " + (parts.filter { !$0.isEmpty } + duration).joined(separator: "; ")
  }

  /// Shown only if rate limits make the apply take minutes.
  private var duration: [String] {
    let minutes = Int((plan.estimate / 60).rounded(.up))
    guard minutes > 0 else { return [] }
    return ["at least \(minutes < 120 ? "\(minutes) min" : "\(minutes / 60) h") by rate limits"]
  }

  // MARK: A line

  private static func head(_ step: PlannedStep) -> String {
    "\(mark(step.change)) \(step.name)\(step.target.map { " " + inLine($0) } ?? "")"
  }

  private static func mark(_ change: PlannedWrite.Change) -> String {
    switch change {
    case .create: "+"
    case .update: "~"
    case .delete: "-"
    case .send: "!"
    case .unchanged: "="
    }
  }

  private static func details(_ step: PlannedStep) -> String {
    let label = step.label.map { step.change == .send ? inLine($0) : shown(Value($0)) }
    switch step.change {
    case .update where !step.fields.isEmpty:
      return step.fields.map { field($0, isKnown: !step.before.isNull) }.joined(separator: ", ")
    case .create, .update, .unchanged: return arguments(step).joined(separator: ", ")
    case .delete, .send: return ([label].compactMap(\.self) + arguments(step)).joined(separator: ", ")
    }
  }

  private static func field(_ field: ChangedField, isKnown: Bool) -> String {
    guard isKnown || !field.before.isNull else { return "\(field.path): \(shown(field.after))" }
    return "\(field.path): \(shown(field.before)) → \(shown(field.after))"
  }

  /// The arguments except the target.
  private static func arguments(_ step: PlannedStep) -> [String] {
    var target = step.target
    return step.arguments.compactMap { name, value in
      if let id = target, (value.string ?? value.json()) == id {
        target = nil
        return nil
      }
      return "\(inLine(name.string)): \(shown(value))"
    }
  }

  private static func shown(_ value: Value) -> String {
    let text = value.json()
    return text.count > longestValue ? text.prefix(longestValue) + "…" : text
  }

  /// Escapes line breaks and control characters.
  private static func inLine(_ text: String) -> String {
    let isPlain = text.unicodeScalars.allSatisfy { $0.value >= 0x20 && $0.value != 0x7F }
    let whole = isPlain ? text : String(Value(text).json().dropFirst().dropLast())
    return whole.count > longestValue ? whole.prefix(longestValue) + "…" : whole
  }
}
