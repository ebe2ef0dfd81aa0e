import JSON
import Query

/// What the steps of an apply returned so far, for the placeholders of later ones.
struct StepOutputs {
  private struct Place: Hashable {
    var call: String
    var number: Int
  }

  /// The values of secret parameters by name.
  let secrets: [String: String]
  private var values: [Place: Value] = [:]
  /// The number of each step among those of its name, from 1.
  private let numbers: [Int]

  init(_ plan: Plan, secrets: [String: String]) {
    self.secrets = secrets
    var counts: [String: Int] = [:]
    numbers = plan.steps.map { step in
      counts[step.name, default: 0] += 1
      return counts[step.name] ?? 1
    }
  }

  /// Keeps what the step at a place of the plan returned.
  mutating func insert(_ value: Value, of step: PlannedStep, at index: Int) {
    guard numbers.indices.contains(index) else { return }
    values[Place(call: step.name, number: numbers[index])] = value
  }

  /// The arguments as they are sent; throws where one needs what no earlier step returned.
  func resolve(_ arguments: Object) throws(Failure) -> Object {
    try Placeholder.resolve(in: Value(arguments)) { (reference, position) throws(Failure) in
      try value(of: reference, position)
    }.object ?? arguments
  }

  /// A text as far as it is known, without secrets, for people to read.
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

  /// Whether a value is written the same in quotation marks as in JSON.
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
