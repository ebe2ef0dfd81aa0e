import Diagnostics
import JSON
import Query
import SyntaxTrees

/// The parser accepts any text, and a jq program is the same program in eduscript.
struct ParserTarget {
  private let source: SourceText

  init(_ bytes: [UInt8]) { source = SourceText(name: "fuzz", text: String(decoding: bytes, as: UTF8.self)) }

  func check() throws(Finding) {
    let jq = try check(source, .jq)
    let eduscript = try check(source, .eduscript)
    if jq.diagnostics.isEmpty { try compare(jq, eduscript) }
    for beginning in Places(source).beginnings(8) {
      for dialect in [Dialect.jq, .eduscript] { try check(beginning, dialect) }
    }
  }

  @discardableResult
  private func check(_ source: SourceText, _ dialect: Dialect) throws(Finding) -> ParsedProgram {
    var parser = Parser(source, dialect: dialect)
    let program = parser.parseProgram()
    let places = Places(source, dialect)
    try places.require(program.diagnostics)
    for expression in program.definitions.map(\.body) + [program.body].compactMap(\.self) {
      try checkTree(expression, places, isWhole: program.diagnostics.isEmpty)
    }
    try require(!program.isIncomplete || !program.diagnostics.isEmpty, "incomplete, but nothing is wrong")
    return program
  }

  private func compare(_ jq: ParsedProgram, _ eduscript: ParsedProgram) throws(Finding) {
    // jq does not know the format `@17`, and dotted names may be functions with fields.
    guard !Self.uses(eduscript), !Self.uses(jq) else { return }
    let message = eduscript.diagnostics.first?.message
    try require(message == nil, "jq accepts what eduscript refuses: \(message ?? "")")
    let (expected, found) = (Self.text(jq), Self.text(eduscript))
    try require(expected == found, "jq reads \(expected), eduscript \(found)")
  }

  private static func text(_ program: ParsedProgram) -> String {
    let parts =
      program.imports.map { tree($0) } + program.definitions.map { tree($0) }
      + [program.body].compactMap(\.self).map { tree($0) }
    return (program.directive?.json() ?? "") + parts.joined(separator: "\n")
  }

  private static func uses(_ program: ParsedProgram) -> Bool {
    var isFound = false
    for expression in program.definitions.map(\.body) + [program.body].compactMap(\.self) {
      expression.visit { inner in
        switch inner.kind {
        case .dotted, .exchange: isFound = true
        case .format(let name): isFound = isFound || Self.isExchange(name)
        case .string(let template): isFound = isFound || template.format.map(Self.isExchange) == true
        default: break
        }
      }
    }
    return isFound
  }

  private static func isExchange(_ format: Name) -> Bool {
    format.text == "last" || format.text.first?.isNumber == true
  }
}

/// Every node is within the text, and a text without errors has no missing nodes.
func checkTree(_ expression: Expression, _ places: Places, isWhole: Bool) throws(Finding) {
  var finding: Finding?
  expression.visit { inner in
    guard finding == nil else { return }
    do throws(Finding) {
      try places.require(inner.range, "an expression")
      if isWhole, case .missing = inner.kind { throw Finding("something is missing, but nothing is wrong") }
    } catch {
      finding = error
    }
  }
  if let finding { throw finding }
}
