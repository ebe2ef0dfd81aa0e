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
      if parameter.isNullable { return [] }
      return [
        finding(
          "null-parameter", "`\(given.name)` of \(method.qualifiedName) must not be null", range,
          hint: parameter.isRequired ? "it must be given" : "leave it out instead")
      ]
    }
    guard accepts(value, parameter.kind) else {
      return [
        finding(
          "mistyped-parameter",
          "`\(given.name)` of \(method.qualifiedName) is \(article(parameter.kind)), not \(shown(value, as: parameter.kind))",
          range, hint: parameter.kind.advice)
      ]
    }
    return choice(value, parameter, range)
  }

  private func choice(_ value: Value, _ parameter: ParameterSignature, _ range: SourceRange) -> [Diagnostic] {
    guard !parameter.choices.isEmpty, value.kind < .array else { return [] }
    let text = value.asText.string
    guard !parameter.choices.contains(text) else { return [] }
    let hint = parameter.choices.nearest(to: text).map { "did you mean `\($0)`?" }
    let all = parameter.choices.map { "`\($0)`" }.joined(separator: ", ")
    return [
      finding(
        "unknown-choice", "`\(parameter.name)` of \(method.qualifiedName) cannot be `\(text)`", range,
        hint: hint ?? "one of \(all)")
    ]
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

  private func article(_ kind: ParameterSignature.Kind) -> String {
    switch kind {
    case .string, .url: "a \(kind.rawValue)"
    case .email: "an email address"
    case .integer: "an integer"
    case .number: "a number"
    case .boolean: "a boolean"
    case .time: "a time"
    case .object: "an object"
    case .any: "a value"
    }
  }

  // MARK: Checks across parameters

  private func unknown(_ given: Given) -> Diagnostic {
    let names = method.parameters.map(\.name)
    let near = names.nearest(to: given.name).map { "did you mean `\($0)`?" }
    let all =
      names.isEmpty ? "it has no parameters" : "its parameters: " + names.map { "`\($0)`" }.joined(separator: ", ")
    return finding(
      "unknown-parameter", "\(method.qualifiedName) has no parameter `\(given.name)`", given.range,
      hint: near ?? all)
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
    let count = method.positional.count
    let accepts = count == 0 ? "accepts no bare values" : "accepts \(count) bare value\(count == 1 ? "" : "s")"
    return finding(
      "too-many-arguments", "\(method.qualifiedName) \(accepts)", range, hint: "write `name: value`")
  }

  private func doubled(_ given: [Given]) -> [Diagnostic] {
    var seen: Set<String> = []
    return given.filter { !seen.insert($0.name).inserted }.map {
      finding(
        "doubled-parameter", "`\($0.name)` of \(method.qualifiedName) is given twice", $0.range,
        hint: "leave one of them out")
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
        findings.append(
          finding(
            "exclusive-parameters", "`\(one.name)` and `\(other.name)` of \(method.qualifiedName) exclude each other",
            one.range, hint: "leave one of them out"))
      }
    }
    return findings
  }

  private func missing(_ given: [Given], _ range: SourceRange) -> [Diagnostic] {
    let names = Set(given.map { parameter($0.name)?.name ?? $0.name })
    return method.parameters.filter { $0.isRequired && !names.contains($0.name) }.map {
      finding("missing-parameter", "\(method.qualifiedName) needs the parameter `\($0.name)`", range, hint: $0.advice)
    }
  }

  private func required(_ given: [Given]) -> [Diagnostic] {
    let names = Set(given.map(\.name))
    return given.flatMap { one in
      (parameter(one.name)?.requires ?? []).filter { !names.contains($0) }.map {
        finding(
          "missing-parameter", "`\(one.name)` of \(method.qualifiedName) needs `\($0)`, too", one.range,
          hint: parameter($0)?.advice)
      }
    }
  }

  private func finding(_ code: String, _ message: String, _ range: SourceRange, hint: String? = nil) -> Diagnostic {
    Diagnostic(code: code, message, hint: hint, source: source, range: range)
  }
}
