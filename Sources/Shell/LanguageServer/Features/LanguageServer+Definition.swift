import Diagnostics
import JSON
import Script

extension LanguageServer {
  /// The index of names in a text.
  func index(of document: Document) -> NameIndex {
    document.parsed.index(catalog: workspace.catalog, modules: environment.modules)
  }

  /// The location of the declaration of the name at a place; null for names without one, such as methods.
  func definition(at place: Place) -> Value {
    guard let reference = index(of: place.document).reference(at: place.offset) else { return .null }
    return switch reference.meaning {
    case .declared(let declaration): location(of: declaration.nameRange, in: declaration.source)
    case .module(let source): location(of: SourceRange(0, 0), in: source)
    case .builtin, .statement, .provider, .resource, .method, .parameter: .null
    }
  }

  /// A `Location`. For an open text, uses the client's URI.
  func location(of range: SourceRange, in source: SourceText) -> Value {
    let open = documents.values.first { $0.address.path == source.name }
    let address = open?.address ?? DocumentAddress(path: source.name)
    let lines = LineTable(source.text, abilities.encoding)
    return ["uri": Value(address.uri), "range": lines.range(of: range).value]
  }
}

// MARK: Symbols

extension LanguageServer {
  /// The parameters, variables and definitions of a text, in order.
  func symbols(of document: Document) -> Value {
    let declarations = index(of: document).declarations.filter { symbolKind($0) != nil }
      .sorted { ($0.range.lower, $1.range.upper) < ($1.range.lower, $0.range.upper) }
    guard abilities.nestsSymbols else { return Value(declarations.map { flat($0, in: document) }) }
    return Value(nested(declarations[...], in: document))
  }

  /// The symbol kinds of LSP 3.17: 12 is a function, 13 a variable, 14 a constant.
  private func symbolKind(_ declaration: Declaration) -> Int? {
    switch declaration.kind {
    case .function: 12
    case .variable, .data: declaration.name.contains("::") ? nil : 13
    case .parameter: 14
    case .row, .error, .binding, .argument, .label: nil
    }
  }

  /// Nests declarations inside the definitions that contain them.
  private func nested(_ declarations: ArraySlice<Declaration>, in document: Document) -> [Value] {
    var rest = declarations
    var symbols: [Value] = []
    while let outer = rest.popFirst() {
      let inner = rest.prefix { $0.range.lower < outer.range.upper }
      rest = rest.dropFirst(inner.count)
      var symbol = symbol(outer)
      symbol["range"] = document.lines.range(of: outer.range).value
      symbol["selectionRange"] = document.lines.range(of: outer.nameRange).value
      symbol["detail"] = Value(outer.kind == .function ? outer.signature : document.source[outer.head].firstLine)
      symbol["children"] = Value(nested(inner, in: document))
      symbols.append(Value(symbol))
    }
    return symbols
  }

  private func flat(_ declaration: Declaration, in document: Document) -> Value {
    var symbol = symbol(declaration)
    symbol["location"] = [
      "uri": Value(document.address.uri), "range": document.lines.range(of: declaration.range).value,
    ]
    return Value(symbol)
  }

  private func symbol(_ declaration: Declaration) -> Object {
    ["name": Value(declaration.name), "kind": Value(symbolKind(declaration) ?? 13)]
  }
}

extension String {
  /// The text up to the first line break.
  var firstLine: String { String(prefix { !$0.isNewline }) }
}
