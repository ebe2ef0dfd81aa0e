import Diagnostics
import JSON

extension Parser {
  /// Parses a whole text: `module` and imports, definitions, and a filter unless it is a module.
  public mutating func parseProgram() -> ParsedProgram {
    let directive = moduleDirective()
    var imports: [Import] = []
    while kind == .import || kind == .include {
      if let one = importDirective() { imports.append(one) }
    }
    var definitions: [FunctionDefinition] = []
    while kind == .def { definitions.append(functionDefinition()) }
    beginning = token.range.lower
    let body = kind == .endOfFile && token.name.isEmpty ? nil : query()
    if !isPanicking, kind != .endOfFile { failAtEnd() }
    return ParsedProgram(
      source: source, directive: directive, imports: imports, definitions: definitions, body: body,
      diagnostics: diagnostics, isIncomplete: isIncomplete)
  }

  /// Whether the filter begins here; if nothing valid follows, jq expects the end.
  var isAtBeginning: Bool { beginning.map { previousEnd <= $0 } == true }

  private mutating func failAtEnd() {
    fail(
      expecting: [.endOfFile], dialect == .jq ? nil : "an operator or the end",
      hint: token.kind == .rightParenthesis || token.kind == .invalid
        ? nil : "a `|` or `,` may be missing in front of it")
  }

  private mutating func moduleDirective() -> Value? {
    guard accept(.module) else { return nil }
    let metadata = query()
    expect(.semicolon, amongst: [.pipe, .comma, .semicolon])
    return metadataValue(metadata)
  }

  private mutating func metadataValue(_ metadata: Expression) -> Value? {
    guard !isPanicking else { return nil }
    guard let value = metadata.constant else {
      report("Module metadata must be constant", at: metadata.range)
      return nil
    }
    guard value.kind == .object else {
      report("Module metadata must be an object", at: metadata.range)
      return nil
    }
    return value
  }

  /// `import "path" as name {…};`, `include "path" {…};`
  package mutating func importDirective() -> Import? {
    let start = token.range.lower
    let isInclude = kind == .include
    advance()
    guard kind == .stringStart || kind == .rawString || kind == .format else {
      fail(expecting: [.format, .stringStart], dialect == .jq ? nil : "the module's path in quotes")
      return nil
    }
    let template = template()
    if template.constant == nil { report("Import path must be constant", at: template.range) }
    var binding = Import.Binding.include
    if !isInclude {
      guard let name = importName() else { return nil }
      binding = name
    }
    let metadata = kind == .semicolon ? nil : unbroken { $0.query() }
    guard expect(.semicolon, amongst: [.pipe, .comma, .semicolon], hint: "an import ends with `;`") else { return nil }
    return Import(
      path: template.constant ?? "", pathRange: template.range, binding: binding,
      metadata: metadata.flatMap { metadataValue($0) }, range: range(from: start))
  }

  private mutating func importName() -> Import.Binding? {
    guard expect(.as) else { return nil }
    if kind == .binding { return take(.binding, expecting: []).map { .data($0) } }
    return take(.identifier, expecting: [.identifier, .binding]).map { .module($0) }
  }
}
