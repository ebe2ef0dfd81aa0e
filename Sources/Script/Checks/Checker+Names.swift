import Diagnostics
import JSON
import Query

// Names bound by statements, and references to providers.

/// A name bound by `let` that has not been used yet.
struct Unused {
  let name: Name
  /// Whether a variable outside of its block has the same name.
  let hidesOuter: Bool
}

extension Checker {
  mutating func bind(_ name: Name) {
    reportReserved(name)
    reportShadowing(of: name)
    scope.bind(name.text, .null)
    if mode == .file { unused.append(Unused(name: name, hidesOuter: outside.contains(name.text))) }
  }

  mutating func use(_ name: String) {
    let index = unused.lastIndex { $0.name.text == name }
    if let before = observation?.unused, index.map({ $0 < before }) ?? true {
      observation?.outcome.used.append(name)
      if index != nil { observation?.unused -= 1 }
    }
    if let index { unused.remove(at: index) }
  }

  /// Notes the variables that an expression uses, and reports its own bindings that shadow parameters.
  mutating func note(_ expression: Expression, bound: Set<String> = []) {
    expression.visitFreeVariables(bound: bound) { use($0.text) }
    expression.visit { inner in
      switch inner.kind {
      case .bind(_, let patterns, _), .reduce(_, let patterns, _, _), .foreach(_, let patterns, _, _, _):
        for name in patterns.flatMap(\.boundNames) { reportShadowing(of: name) }
      case .define(let definition, _): reportShadowing(in: definition)
      default: break
      }
    }
  }

  mutating func reportShadowing(in definition: FunctionDefinition) {
    for parameter in definition.parameters where parameter.isValue { reportShadowing(of: parameter.name) }
  }

  mutating func reportUnused(from first: Int) {
    if unused.count > first { observation?.outcome.dependsOnSyntax = true }
    // A statement with a syntax error may use it.
    let isReadable = !script.diagnostics.contains { $0.severity == .error }
    for one in unused.dropFirst(first) where isReadable || !script.source.text.holdsBytes(of: "$\(one.name.text)") {
      let name = one.name.text
      guard one.hidesOuter else {
        report(
          .warning, "unused-variable", "`$\(name)` is never used", hint: "remove it, or use it", at: one.name.range)
        continue
      }
      report(
        .danger, "forgotten-value", "this `$\(name)` ends with its block: the one outside keeps its value",
        hint: "decide where it is bound: `let \(name) = if … then … else … end`", at: one.name.range)
    }
    unused.removeLast(max(0, unused.count - first))
  }

  mutating func reportShadowing(of name: Name) {
    guard parameters.contains(name.text) else { return }
    report(
      .warning, "shadowed-parameter", "`\(name.text)` hides the parameter `--\(name.text)`",
      hint: "choose another name",
      at: name.range)
  }

  /// `$__loc__` is the source location.
  mutating func reportReserved(_ name: Name) {
    guard name.text == "__loc__" else { return }
    report(
      .error, "reserved-name", "`$__loc__` cannot be bound: it is the source location",
      hint: "choose another name", at: name.range)
  }

  mutating func reportHiding(_ name: Name, arity: Int) {
    guard arity == 0, let account = scope.account, let catalog = environment.catalog,
      catalog.resources(of: account.provider).contains(name.text)
    else { return }
    report(
      .warning, "hidden-resource", "`\(name.text)` hides the resource \(account.provider).\(name.text)",
      hint: "choose another name, or write `\(account.provider).\(name.text)` for the resource", at: name.range)
  }

  mutating func check(_ parameter: Parameter) {
    if let value = parameter.defaultValue {
      check(value)
      if let constant = value.constant, let fault = parameter.fault(ofDefault: constant) {
        report(.error, "wrong-default", fault.message, hint: fault.hint, at: value.range)
      }
    }
    reportReserved(parameter.name)
    if parameter.name.text == "help" {
      report(
        .error, "reserved-name", "`--help` lists the parameters and cannot be one",
        hint: "choose another name", at: parameter.name.range)
    }
    if scope.names.contains(parameter.name.text), parameters.contains(parameter.name.text) {
      report(
        .error, "duplicate-parameter", "the parameter `\(parameter.name.text)` is declared twice",
        at: parameter.name.range)
    }
    if !script.statements.contains(where: { $0.range == parameter.range }) {
      report(.error, "nested-parameter", "a `param` must be at the top level", at: parameter.range)
    }
    parameters.insert(parameter.name.text)
    scope.bind(parameter.name.text, .null)
    shapes[parameter.name.text] = ShapeCheck.Known(parameter)
    if given.contains(parameter.name.text) { shapes[parameter.name.text]?.settle() }
  }

  mutating func check(_ target: Target) {
    if let profile = target.profile, !Account.isProfileName(profile.text) {
      report(
        .error, "invalid-profile", "`\(profile.text)` is not a valid profile name", hint: Account.profileNameAdvice,
        at: profile.range)
    }
    guard let catalog = environment.catalog, !target.provider.text.isEmpty,
      !catalog.providers.contains(target.provider.text)
    else { return }
    let near = catalog.providers.nearest(to: target.provider.text).map { "did you mean `\($0)`?" }
    report(
      .error, "unknown-provider", "there is no provider `\(target.provider.text)`",
      hint: near ?? "known providers: " + catalog.providers.joined(separator: ", "), at: target.provider.range)
  }

  /// Checks the extension of a literal path.
  mutating func checkPath(_ path: Expression, _ formats: [String] = SaveFormat.extensions, word: String = "save") {
    let written = script.source[path.range]
    if case .dotted = path.kind, SaveFormat.format(of: written) != nil {
      return report(
        .error, "unquoted-path", "`\(written)` is not a string", hint: "put the path in quotes: \"\(written)\"",
        at: path.range)
    }
    check(path)
    guard let name = path.constant?.string else { return }
    if let objection = environment.objection(toWriting: name) {
      report(.error, "refused-path", objection.message, hint: objection.hint, at: path.range)
    }
    guard !(SaveFormat.format(of: name).map(formats.contains) ?? false) else { return }
    report(
      .error, "unknown-format", "`\(word)` has no format for `\(name)`", hint: SaveFormat.hint(formats), at: path.range)
  }

  mutating func check(_ command: Command) {
    if let expression = command.expression { check(expression) }
    guard mode == .file else { return }
    guard command.name.text != "set" else {
      guard let objection = environment.objection(toSetting: command.words.map(\.text)) else { return }
      return report(.error, "unknown-setting", objection.message, hint: objection.hint, at: command.restRange)
    }
    report(
      .error, "command-in-file", "`\(command.name.text)` is a command of the prompt, not of a file",
      hint: "remove it, or put the name into parentheses where it is a function", at: command.name.range)
  }
}

extension ShapeCheck.Known {
  /// The type of a parameter's value; nil if unknown.
  fileprivate init?(_ parameter: Parameter) {
    let value = parameter.defaultValue?.constant
    switch parameter.kind {
    case .string, .date, .path, .email, .secret: self.init(.string)
    case .int, .number: self.init(.number)
    case .bool: self.init(.boolean)
    case .json: return nil
    case nil:
      guard parameter.defaultValue == nil || value != nil else { return nil }
      self.init(value.map(Shape.init(of:)) ?? .string)
    }
    mayBeEmpty = value?.text?.isEmpty ?? false
  }
}
