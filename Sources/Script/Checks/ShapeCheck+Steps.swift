import Diagnostics
import JSON
import Query

// Fields of responses and rows, objects, branches and calls: what is known after each step.

extension ShapeCheck {
  mutating func field(_ name: String, of base: Known?, at range: SourceRange) -> Known? {
    guard let base else { return nil }
    if let member = base.members[name] { return decided(member, at: range) }
    switch base.origin {
    case .row(let row): return cell(name, of: base, row, at: range)
    case .cell, .made, .time: return nil
    case .answer(let method): return field(name, of: base, method, at: range)
    }
  }

  private mutating func field(_ name: String, of base: Known, _ method: String, at range: SourceRange) -> Known? {
    guard case .object(let fields) = base.shape else {
      reportFieldless(name, base, method, at: range)
      return nil
    }
    guard !fields.isEmpty else { return nil }
    if let field = fields.first(where: { $0.name == name }) { return Known(field, method: method) }
    let near = fields.map(\.name).nearest(to: name).map { "did you mean `.\($0)`?" }
    return missing(
      "the documented response of \(method) has no field `\(name)` here",
      hint: near ?? "its fields are " + fields.prefix(12).map(\.name).joined(separator: ", "), at: range)
  }

  private mutating func cell(_ name: String, of base: Known, _ row: CSVRow, at range: SourceRange) -> Known? {
    if let columns = row.columns, !columns.contains(name) {
      let near = columns.nearest(to: name).map { "did you mean `.\($0)`?" }
      return missing(
        "\(row.file) has no column `\(name)`",
        hint: near ?? "its columns are " + columns.prefix(12).joined(separator: ", "), at: range)
    }
    if let type = row.types[name] { return Known(type) }
    var cell = Known(.string, .cell)
    cell.mayBeEmpty = base.mayBeEmpty
    return cell
  }

  /// Reports a missing field. If its null decides a condition, that is a danger.
  private mutating func missing(_ message: String, hint: String?, at range: SourceRange) -> Known? {
    report(isCondition ? .danger : .warning, "unknown-field", message, hint: hint, at: range)
    guard !isCondition else { return nil }
    var known = Known(.any)
    known.missing = Missing(message: message, hint: hint)
    return known
  }

  /// Reports the use of a missing field through another name.
  mutating func decided(_ known: Known?, at range: SourceRange) -> Known? {
    if isCondition, let missing = known?.missing {
      report(.danger, "unknown-field", missing.message, hint: missing.hint, at: range)
    }
    return known
  }

  /// Reports access to a field of a value that is not an object.
  private mutating func reportFieldless(_ name: String, _ base: Known, _ method: String, at range: SourceRange) {
    guard !isCaught else { return }
    let (what, hint): (String, String?)
    switch base.shape {
    case .array: (what, hint) = ("a list", "`.[]` goes through its elements, and `each(…)` through those of all pages")
    case .string: (what, hint) = ("a string", nil)
    case .number: (what, hint) = ("a number", nil)
    case .boolean: (what, hint) = ("a boolean", nil)
    case .any, .null, .object: return
    }
    report(
      isCondition ? .danger : .warning, "unknown-field",
      "the documented response of \(method) is \(what) here, which has no field `\(name)`", hint: hint, at: range)
  }

  mutating func object(_ members: [ObjectMember], on input: Known?) -> Known? {
    var known = Known(.object([]))
    for member in members {
      switch member.key {
      case .name(let name):
        let value = member.value.map { outputs($0, on: input) } ?? field(name.text, of: input, at: name.range)
        known.members[name.text] = value
      case .variable(let name) where member.value == nil: known.members[name.text] = variables[name.text]
      case .string(let template):
        for one in template.interpolations { visit(one, on: input) }
        let value = member.value.map { outputs($0, on: input) }
        if let name = template.constant { known.members[name.string] = value ?? nil }
      case .expression, .variable, .location: for one in member.expressions { visit(one, on: input) }
      }
    }
    return known
  }

  mutating func conditional(
    _ branches: [(condition: Expression, body: Expression)], _ otherwise: Expression?, on input: Known?
  ) -> Known? {
    var settled: Set<String> = []
    var results: [Known?] = []
    for branch in branches {
      condition(branch.condition, of: .decision, on: input)
      settled.formUnion(branch.condition.variableNames)
      let names = settled
      results.append(self.settled(names) { check in check.deciding(false) { $0.outputs(branch.body, on: input) } })
    }
    let names = settled
    results.append(
      otherwise.map { other in self.settled(names) { check in check.deciding(false) { $0.outputs(other, on: input) } } }
        ?? input)
    guard let first = results[0], results.allSatisfy({ $0 == first }) else { return nil }
    return first
  }

  /// What is known about the response of a call and of its fields.
  mutating func answer(_ name: DottedName, on input: Known?) -> Known? {
    let arguments = (name.arguments ?? []).map { argument in deciding(false) { $0.outputs(argument.value, on: input) } }
    guard let found = scope.resolve(name, catalog), let method = found.method else { return nil }
    check(name, found, method, arguments)
    guard !found.isRequest, let shape = method.answer else { return nil }
    return name.fields(after: found.methodIndex).reduce(Known(shape: shape, method: method.qualifiedName)) {
      known, member in
      field(member.text, of: known, at: member.range)
    }
  }
}
