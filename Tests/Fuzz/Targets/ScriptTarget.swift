import Diagnostics
import Query
import Script
import SyntaxTrees

/// Parser, checker, layout, colours and completion survive any text; layout keeps the meaning and is idempotent.
struct ScriptTarget {
  private let source: SourceText

  init(_ bytes: [UInt8]) { source = SourceText(name: "fuzz", text: String(decoding: bytes, as: UTF8.self)) }

  func check() throws(Finding) {
    let script = try check(source)
    let places = Places(source)
    try places.require(Checker.check(source, environment: SmallWorld()).findings)
    for token in TokenClassifier.classify(source.text, catalog: SmallCatalog()) {
      try places.require(token.range, "a \(token.kind)")
    }
    try checkLayout(script)
    for beginning in places.beginnings(8) {
      try check(beginning)
      let context = CompletionContext(beginning.text, cursor: beginning.text.utf8.count)
      try Places(beginning).require(context.range, "the word to complete")
    }
    if script.diagnostics.isEmpty { try checkLines(places) }
  }

  @discardableResult
  private func check(_ source: SourceText) throws(Finding) -> Script {
    let script = ScriptParser.parse(source)
    let places = Places(source)
    try places.require(script.diagnostics)
    try require(!script.isIncomplete || !script.diagnostics.isEmpty, "incomplete, but nothing is wrong")
    for statement in script.statements { try checkStatement(statement, places) }
    return script
  }

  private func checkStatement(_ statement: Statement, _ places: Places) throws(Finding) {
    try places.require(statement.range, "a statement")
    for block in statement.blocks {
      try places.require(block.range, "a block")
      for inner in block.statements { try checkStatement(inner, places) }
    }
  }

  private func checkLayout(_ script: Script) throws(Finding) {
    guard let laid = layout(source) else {
      return try require(!script.diagnostics.isEmpty, "a valid text has no layout")
    }
    try require(script.diagnostics.isEmpty, "an invalid text has a layout")
    let again = SourceText(name: "laid", text: laid)
    let (before, after) = (tree(script), tree(ScriptParser.parse(again)))
    try require(before == after, "the layout means \(after), not \(before)")
    let twice = layout(again)
    try require(twice == laid, "laid out as \(laid), then as \(twice ?? "nothing")")
  }

  private func layout(_ source: SourceText) -> String? {
    do throws(Diagnostics) {
      return try CanonicalLayout.text(of: source)
    } catch {
      return nil
    }
  }

  /// A valid text that is typed line by line is never reported as wrong before it is complete.
  private func checkLines(_ places: Places) throws(Finding) {
    for end in places.lineEnds.prefix(8) {
      let script = ScriptParser.parse(places.beginning(end))
      let message = script.diagnostics.first?.message
      try require(script.isIncomplete || message == nil, "wrong before byte \(end): \(message ?? "")")
    }
  }
}
