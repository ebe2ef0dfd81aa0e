import JSON
import Query

/// The outputs of the steps applied so far, for placeholders in later steps.
struct StepOutputs {
  private struct Place: Hashable {
    var call: String
    var number: Int
  }

  /// The values of secret parameters, by name.
  let secrets: [String: String]
  private var values: [Place: Value] = [:]
  /// The number of each step among the steps with the same name, from 1.
  private let numbers: [Int]

  init(_ plan: Plan, secrets: [String: String]) {
    self.secrets = secrets
    var counts: [String: Int] = [:]
    numbers = plan.steps.map { step in
      counts[step.name, default: 0] += 1
      return counts[step.name] ?? 1
    }
  }

  /// Stores the output of the step at an index of the plan.
  mutating func insert(_ value: Value, of step: PlannedStep, at index: Int) {
    guard numbers.indices.contains(index) else { return }
    values[Place(call: step.name, number: numbers[index])] = value
  }

  /// Resolves the placeholders in arguments. Throws if one refers to an output that is not available.
  func resolve(_ arguments: Object) throws(Failure) -> Object {
    try Placeholder.resolve(in: Value(arguments)) { (reference, position) throws(Failure) in
      try value(of: reference, position)
    }.object ?? arguments
  }

  /// Resolves the known placeholders for display, without secrets.
  func shown(_ value: Value) -> Value {
    Placeholder.resolve(in: value) { reference, _ in
      guard case .output = reference, let output = output(reference) else { return Value(reference.text) }
      return output
    }
  }

  private func value(of reference: Placeholder.Reference, _ position: Placeholder.Position) throws(Failure) -> Value {
    let value: Value
    switch reference {
    case .parameter(let name):
      guard let secret = secrets[name] else { throw Failure(.usage, "the parameter `--\(name)` is missing") }
      value = Value(secret)
    case .output:
      guard let output = output(reference) else {
        throw Failure(.script, "no earlier step returned \(reference.text)")
      }
      value = output
    }
    guard position == .quoted, !Self.isSame(quoted: value) else { return value }
    throw Failure(
      .script, "\(reference.text) is written in quotation marks, as JSON or as it is: the plan does not show which",
      hint: "run the script instead, or pass the value on without `tojson`")
  }

  /// Whether the value's JSON is the value in quotation marks, without escapes.
  private static func isSame(quoted value: Value) -> Bool {
    guard let text = value.string else { return false }
    return value.json() == "\"\(text)\""
  }

  private func output(_ reference: Placeholder.Reference) -> Value? {
    guard case .output(let call, let number, let path) = reference,
      let output = values[Place(call: call, number: number)]
    else { return nil }
    if path.isEmpty { return output }
    return output[path] ?? path.split(separator: ".").reduce(output as Value?) { $0?[String($1)] }
  }
}
