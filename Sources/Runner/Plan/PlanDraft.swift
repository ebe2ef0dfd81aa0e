import Diagnostics
import JSON
import Providers
import Query

/// Turns recorded writes into the steps of a plan: secrets become references, and placeholders use the step numbers.
struct PlanDraft {
  let secrets: SecretReferences
  /// Replaces values that must not be stored.
  let redact: (Value) -> Value

  /// Why a unit is excluded from the plan.
  private enum Objection {
    case secret
    /// A placeholder refers to the output of a step that is not in the plan.
    case missing(String)
  }

  private struct Output: Hashable {
    var call: String
    var number: Int
  }

  /// - Returns: the steps, and a diagnostic for each excluded unit.
  func steps(_ recorded: [RecordedWrite]) -> (steps: [PlannedStep], left: [Diagnostic]) {
    var writes = recorded.map(hidingSecrets)
    var left: [Diagnostic] = []
    func leave(_ objections: [(RecordedWrite, Objection)]) {
      var units: Set<UnitKey> = []
      for (write, objection) in objections where units.insert(write.unit).inserted {
        left.append(Self.diagnostic(write, objection))
      }
      writes.removeAll { units.contains($0.unit) }
    }
    leave(writes.filter(hasSecret).map { ($0, .secret) })
    // Another unit may depend on an excluded one.
    while case let objections = missing(in: writes), !objections.isEmpty { leave(objections) }
    return (steps(numbering: writes), left)
  }

  private func hidingSecrets(_ recorded: RecordedWrite) -> RecordedWrite {
    var recorded = recorded
    recorded.write.arguments = secrets.hiding(Value(recorded.write.arguments)).object ?? [:]
    recorded.write.target = recorded.write.target.map(secrets.hiding)
    return recorded
  }

  private func hasSecret(_ recorded: RecordedWrite) -> Bool {
    let arguments = Value(recorded.write.arguments)
    return redact(arguments) != arguments
  }

  private func missing(in writes: [RecordedWrite]) -> [(RecordedWrite, Objection)] {
    let outputs = Set(writes.map { Output(call: $0.write.name, number: $0.write.number) })
    return writes.compactMap { recorded in
      let missing = Placeholder.references(in: Value(recorded.write.arguments)).first { reference in
        guard case .output(let call, let number, _) = reference else { return false }
        return !outputs.contains(Output(call: call, number: number))
      }
      return missing.map { (recorded, .missing($0.text)) }
    }
  }

  private static func diagnostic(_ recorded: RecordedWrite, _ objection: Objection) -> Diagnostic {
    let unit = recorded.row.map { "row \($0.number)" } ?? "a statement"
    switch objection {
    case .secret:
      return Diagnostic(
        code: "plan", "\(unit) cannot be planned: an argument of \(recorded.write.name) contains a secret",
        hint: "a plan stores no secrets; pass it as a parameter of the type `secret`")
    case .missing(let placeholder):
      return Diagnostic(
        code: "plan", "\(unit) cannot be planned: it needs \(placeholder), which is not in the plan",
        hint: "the row that would provide it could not be planned")
    }
  }

  // MARK: Numbers

  private func steps(numbering writes: [RecordedWrite]) -> [PlannedStep] {
    var numbers: [Output: Int] = [:]
    var counts: [String: Int] = [:]
    for write in writes.map(\.write) {
      counts[write.name, default: 0] += 1
      numbers[Output(call: write.name, number: write.number)] = counts[write.name]
    }
    func renamed(_ value: Value) -> Value {
      Placeholder.rename(in: value) { reference in
        guard case .output(let call, let number, let path) = reference else { return reference }
        let renumbered = numbers[Output(call: call, number: number)] ?? number
        return .output(call: call, number: renumbered, path: path)
      }
    }
    var ordinals: [UnitKey: Int] = [:]
    return writes.map { recorded in
      ordinals[recorded.unit, default: 0] += 1
      return step(recorded, ordinals[recorded.unit] ?? 1, renamed)
    }
  }

  private func step(_ recorded: RecordedWrite, _ ordinal: Int, _ renamed: (Value) -> Value) -> PlannedStep {
    let write = recorded.write
    return PlannedStep(
      step: ordinal, row: recorded.row?.number, key: recorded.row.map { redact($0.key) } ?? .null,
      account: write.account, method: write.method, risk: write.risk, change: write.change,
      target: write.target.flatMap { renamed(redact(Value($0))).string },
      label: write.label.flatMap { redact(Value($0)).string },
      arguments: renamed(Value(write.arguments)).object ?? [:], before: redact(write.before),
      fields: write.fields.map { field in
        ChangedField(
          path: field.path, before: renamed(redact(field.before)), after: renamed(redact(secrets.hiding(field.after))))
      })
  }
}
