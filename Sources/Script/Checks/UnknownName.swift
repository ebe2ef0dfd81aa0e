public import Diagnostics
import Query

/// A name that is not defined, or a literal that its parameter does not accept.
public struct UnknownName: Sendable, Hashable {
  /// The range of the name or literal.
  public let range: SourceRange
  /// Whether it is a literal.
  public let isLiteral: Bool

  /// Whether it is complete, given the cursor as a UTF-8 offset (nil if there is none). A word that ends at the cursor,
  /// or a literal around it, is still being typed.
  public func isFinished(cursor: Int?) -> Bool {
    guard let cursor else { return true }
    return isLiteral ? cursor <= range.lower || cursor > range.upper : cursor != range.upper
  }
}

extension UnknownName {
  /// The codes of findings about undefined names.
  private static let nameCodes: Set<String> = [
    "unknown-provider", "unknown-resource", "unknown-method", "unknown-name", "unknown-function", "unknown-variable",
    "unknown-parameter", "unknown-format", "unknown-label",
  ]
  /// The codes of findings about literals of the wrong type or with an unknown value.
  private static let literalCodes: Set<String> = [
    "unknown-choice", "mistyped-parameter", "null-parameter", ShapeCheck.refusedValue,
  ]

  /// All unknown names in a text that may be incomplete, in order.
  static func all(in script: Script, scope: Scope, environment: any CheckEnvironment) -> [UnknownName] {
    var checker = Checker(script, mode: .prompt, scope: scope, environment: environment)
    checker.isBeingTyped = true
    let findings = checker.check().findings.filter { $0.severity == .error && $0.source == script.source }
    let known = KnownFunctions(script, scope)
    return findings.compactMap { finding in
      guard let range = finding.range, range.lower < range.upper else { return nil }
      if literalCodes.contains(finding.code) { return UnknownName(range: range, isLiteral: true) }
      guard nameCodes.contains(finding.code) else { return nil }
      if finding.code == "unknown-function" {
        // The number of arguments is only known after the last one, and a member follows a dot.
        let next = script.source[SourceRange(range.upper, range.upper + 1)]
        if next == "." || known.contains(script.source[range]) { return nil }
      }
      return UnknownName(range: range, isLiteral: false)
    }
  }
}

/// The names of functions, regardless of their number of arguments.
private struct KnownFunctions {
  private static let builtins = Set(Builtin.all.map(\.name) + ["each", "pages", "exchanges"])
  private let own: Set<String>

  init(_ script: Script, _ scope: Scope) {
    var own = Set(scope.functions.map(\.definition.name.text))
    var lexer = Lexer(script.source, dialect: .eduscript)
    var token = lexer.next()
    while token.kind != .endOfFile {
      let next = lexer.next()
      if token.kind == .def { own.insert(next.name) }
      token = next
    }
    self.own = own
  }

  func contains(_ name: String) -> Bool { own.contains(name) || Self.builtins.contains(name) }
}
