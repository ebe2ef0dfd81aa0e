import JSON

/// The client's capabilities according to `initialize`; those not mentioned are not available.
struct ClientAbilities {
  let encoding: PositionEncoding
  /// Whether a candidate may specify the cursor position.
  let takesSnippets: Bool
  let takesRelatedInformation: Bool
  /// Whether unused code may be marked as such.
  let takesTags: Bool
  /// Whether symbols may be nested.
  let nestsSymbols: Bool
  private let hoverFormats: Value?
  private let completionFormats: Value?
  private let signatureFormats: Value?

  init(_ capabilities: Value?) {
    let text = capabilities?["textDocument"]
    encoding = PositionEncoding(offered: capabilities?["general"]?["positionEncodings"])
    let item = text?["completion"]?["completionItem"]
    takesSnippets = item?["snippetSupport"]?.bool == true
    takesRelatedInformation = text?["publishDiagnostics"]?["relatedInformation"]?.bool == true
    takesTags = text?["publishDiagnostics"]?["tagSupport"]?["valueSet"]?.array?.contains(1) == true
    nestsSymbols = text?["documentSymbol"]?["hierarchicalDocumentSymbolSupport"]?.bool == true
    hoverFormats = text?["hover"]?["contentFormat"]
    completionFormats = item?["documentationFormat"]
    signatureFormats = text?["signatureHelp"]?["signatureInformation"]?["documentationFormat"]
  }

  func hover(_ page: DocumentationPage) -> Value { content(page, hoverFormats) }
  func completion(_ page: DocumentationPage) -> Value { content(page, completionFormats) }
  func signature(_ page: DocumentationPage) -> Value { content(page, signatureFormats) }

  /// Markdown, unless the client supports only other formats.
  private func content(_ page: DocumentationPage, _ formats: Value?) -> Value {
    let isPlain = formats?.array.map { !$0.isEmpty && !$0.contains("markdown") } ?? false
    return isPlain
      ? ["kind": "plaintext", "value": Value(page.plain)] : ["kind": "markdown", "value": Value(page.markdown)]
  }
}
