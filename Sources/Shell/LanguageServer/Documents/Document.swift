import Diagnostics
import JSON
import Query
import Script

/// A text that is open in the editor; it takes precedence over the file.
struct Document {
  let address: DocumentAddress
  private(set) var version: Value?
  private(set) var source: SourceText
  private(set) var lines: LineTable
  private(set) var parsed: ParsedText
  /// The results of its last check, for the next one.
  var memory = CheckMemory()
  /// A cache of the declarations at its beginning.
  let declared = DeclaredNames()
  private let encoding: PositionEncoding

  init(address: DocumentAddress, version: Value?, text: String, encoding: PositionEncoding) {
    self.address = address
    self.version = version
    self.encoding = encoding
    source = SourceText(name: address.path, text: text)
    lines = LineTable(source.text, encoding)
    parsed = ParsedText(source)
  }

  /// Applies edits in order; one without a range replaces the whole text. Returns false without changes if an edit is
  /// malformed.
  mutating func apply(_ changes: [Value], version: Value?) -> Bool {
    var changed = self
    for change in changes {
      guard changed.apply(change) else { return false }
    }
    changed.version = version
    self = changed
    return true
  }

  private mutating func apply(_ change: Value) -> Bool {
    guard let text = change["text"]?.string else { return false }
    guard let range = change["range"], !range.isNull else {
      declared.forget(from: 0)
      replace(with: text)
      return true
    }
    guard let range = TextRange(range) else { return false }
    let (start, end) = (lines.offset(of: range.start), lines.offset(of: range.end))
    declared.forget(from: min(start, end))
    var bytes = Array(source.text.utf8)
    bytes.replaceSubrange(min(start, end)..<max(start, end), with: text.utf8)
    replace(with: String(decoding: bytes, as: UTF8.self))
    return true
  }

  private mutating func replace(with text: String) {
    source = SourceText(name: address.path, text: text)
    lines = LineTable(source.text, encoding)
    parsed = ParsedText(source)
  }
}

/// A version of a text with its statements, which are parsed on first use.
final class ParsedText {
  private let source: SourceText
  private(set) lazy var script = ScriptParser.parse(source)
  /// The index of names; nil until requested, and for texts that load modules, which may change independently.
  private var names: NameIndex?

  init(_ source: SourceText) { self.source = source }

  /// The index of the names around an offset; the complete index if it is available.
  func index(
    around offset: Int, catalog: any Catalog, modules: (any ModuleLoader)?, known: DeclaredNames
  ) -> NameIndex {
    names ?? NameIndex(script, around: offset, catalog: catalog, modules: modules, known: known)
  }

  /// The complete index of names.
  func index(catalog: any Catalog, modules: (any ModuleLoader)?) -> NameIndex {
    if let names { return names }
    let index = NameIndex(script, catalog: catalog, modules: modules)
    if !script.statements.contains(where: \.loadsModule) { names = index }
    return index
  }
}

/// A range from a position up to, but not including, another.
struct TextRange: Equatable {
  var start: TextPosition
  var end: TextPosition

  init(start: TextPosition, end: TextPosition) {
    self.start = start
    self.end = end
  }

  init?(_ value: Value) {
    guard let start = TextPosition(value["start"]), let end = TextPosition(value["end"]) else { return nil }
    self.init(start: start, end: end)
  }

  var value: Value { ["start": start.value, "end": end.value] }
}
