import Diagnostics
import JSON

/// Checks the arguments of a call before it runs. Finds unknown, missing, duplicate, mutually exclusive, mistyped and
/// null parameters, and values that are not among the choices.
struct CallCheck {
  private let method: MethodSignature
  private let source: SourceText

  init(_ method: MethodSignature, source: SourceText) {
    self.method = method
    self.source = source
  }

  /// A parameter that is certainly given.
  private struct Given {
    let name: String
    let value: Expression?
    let range: SourceRange
  }

  func check(_ arguments: [CallArgument], at range: SourceRange) -> [Diagnostic] {
    let matching = ArgumentMatching(arguments, of: method)
    let given = matching.given.map { Given(name: $0.name, value: $0.content.value, range: $0.content.range) }
    var findings = matching.surplus.map { tooMany($0.range) }
    findings += given.flatMap(check)
    findings += doubled(given) + exclusive(given)
    if matching.isComplete { findings += missing(given, range) + required(given) }
    return findings
  }

  // MARK: Checks of one parameter

  private func check(_ given: Given) -> [Diagnostic] {
    guard let parameter = parameter(given.name) else {
      return method.acceptsOthers ? undocumented(given) : [unknown(given)]
    }
    guard parameter.name == given.name, let value = given.value?.constant, let range = given.value?.range else {
      return []
    }
    if value.isNull {
      guard !parameter.isNullable else { return [] }
      let fault = Mistyped.null(isRequired: parameter.isRequired)
      return [finding(ArgumentFault(fault, for: given.name, of: method.qualifiedName, code: "null-parameter"), range)]
    }
    guard accepts(value, parameter.kind) else {
      let fault = Mistyped(
        "is \(parameter.kind.article), not \(shown(value, as: parameter.kind))", hint: parameter.kind.advice)
      return [finding(ArgumentFault(fault, for: given.name, of: method.qualifiedName), range)]
    }
    return choice(value, parameter, range)
  }

  private func choice(_ value: Value, _ parameter: ParameterSignature, _ range: SourceRange) -> [Diagnostic] {
    guard !parameter.choices.isEmpty, value.kind < .array else { return [] }
    let text = value.asText.string
    guard !parameter.choices.contains(text) else { return [] }
    let fault = Mistyped.choice(text, among: parameter.choices)
    return [finding(ArgumentFault(fault, for: parameter.name, of: method.qualifiedName, code: "unknown-choice"), range)]
  }

  /// Finds a parameter by name; `mail[subject]` and the like belong to `mail`.
  private func parameter(_ name: String) -> ParameterSignature? {
    if let exact = method.parameters.first(where: { $0.name == name }) { return exact }
    guard let bracket = name.firstIndex(of: "["), name.hasSuffix("]") else { return nil }
    let head = name[..<bracket]
    return method.parameters.first { $0.name == head && ($0.kind == .object || $0.kind == .any) }
  }

  /// Whether a constant can be converted to the kind without loss.
  private func accepts(_ value: Value, _ kind: ParameterSignature.Kind) -> Bool {
    switch kind {
    case .any: return true
    case .object: return value.kind == .object
    case .string, .url, .email: return value.kind < .array
    case .integer:
      let number = value.double ?? value.text.flatMap { Value(number: $0)?.double }
      return number.map { $0 == $0.rounded() } ?? false
    case .number: return value.kind == .number || value.text.flatMap { Value(number: $0) } != nil
    case .boolean: return value.comparableKind == .false || value.text == "true" || value.text == "false"
    // Only checks that a text begins like a date; the provider's encoding does the rest.
    case .time: return value.kind == .number || value.string?.first.map { "-" <= $0 && $0 <= "9" } ?? false
    }
  }

  private func shown(_ value: Value, as kind: ParameterSignature.Kind) -> String {
    if kind == .time, let text = value.string { return "`\(text)`" }
    return value.kind == .array || value.kind == .object ? "an \(value.typeName)" : "a \(value.typeName)"
  }

  // MARK: All together

  private func unknown(_ given: Given) -> Diagnostic {
    let names = method.parameters.map(\.name)
    return finding(.unknown(given.name, of: method.qualifiedName, among: names), given.range)
  }

  /// Warns about a parameter that a list method accepts but does not document, as such a filter may have no effect.
  private func undocumented(_ given: Given) -> [Diagnostic] {
    let near = method.parameters.map(\.name).nearest(to: given.name).map { "did you mean `\($0)`?" }
    guard method.documentsFilters || near != nil else { return [] }
    return [
      Diagnostic(
        method.documentsFilters ? .danger : .warning, code: "unknown-parameter",
        "\(method.qualifiedName) documents no parameter `\(given.name)`",
        hint: near.map { $0 + " As it is, it is sent" } ?? "it is sent as it is, and may filter nothing",
        source: source, range: given.range)
    ]
  }

  private func tooMany(_ range: SourceRange) -> Diagnostic {
    finding(.tooMany(for: method.qualifiedName, accepting: method.positional.count), range)
  }

  private func doubled(_ given: [Given]) -> [Diagnostic] {
    var seen: Set<String> = []
    return given.filter { !seen.insert($0.name).inserted }.map {
      finding(.doubled($0.name, of: method.qualifiedName), $0.range)
    }
  }

  private func exclusive(_ given: [Given]) -> [Diagnostic] {
    var findings: [Diagnostic] = []
    for (index, one) in given.enumerated() {
      guard let parameter = parameter(one.name) else { continue }
      for other in given[..<index]
      where other.name != one.name
        && (parameter.excludes.contains(other.name) || self.parameter(other.name)?.excludes.contains(one.name) ?? false)
      {
        findings.append(finding(.exclusive(one.name, other.name, of: method.qualifiedName), one.range))
      }
    }
    return findings
  }

  private func missing(_ given: [Given], _ range: SourceRange) -> [Diagnostic] {
    let names = Set(given.map { parameter($0.name)?.name ?? $0.name })
    return method.parameters.filter { $0.isRequired && !names.contains($0.name) }.map {
      finding(.missing($0, of: method.qualifiedName), range)
    }
  }

  private func required(_ given: [Given]) -> [Diagnostic] {
    let names = Set(given.map(\.name))
    return given.flatMap { one in
      (parameter(one.name)?.requires ?? []).filter { !names.contains($0) }.map {
        finding(.alone(one.name, without: $0, of: method.qualifiedName, parameter($0)), one.range)
      }
    }
  }

  private func finding(_ fault: ArgumentFault, _ range: SourceRange) -> Diagnostic {
    Diagnostic(code: fault.code, fault.message, hint: fault.hint, source: source, range: range)
  }
}
