import Diagnostics
import JSON
import Query
import Script

extension LanguageServer {
  /// The range of the name at a place, if it is declared in a script; null if it cannot be renamed.
  func renamedRange(at place: Place) -> Value {
    guard let reference = index(of: place.document).reference(at: place.offset), case .declared = reference.meaning
    else {
      return .null
    }
    return place.document.lines.range(of: reference.range).value
  }

  /// A `WorkspaceEdit` for the open texts. Throws if the new name would change the meaning of any name.
  func renaming(at place: Place, to name: String) throws(ResponseError) -> Value {
    guard let reference = index(of: place.document).reference(at: place.offset),
      case .declared(let declaration) = reference.meaning
    else { throw ResponseError(.requestFailed, "this is not a name that the script defines") }
    guard documents.values.contains(where: { $0.source.name == declaration.source.name }) else {
      throw ResponseError(.requestFailed, "\(declaration.source.name), which declares it, is not open")
    }
    let plain = name.hasPrefix("$") ? String(name.dropFirst()) : name
    guard declaration.kind != .data, Renaming.isName(plain) else {
      throw ResponseError(.invalidParams, "`\(name)` cannot be its name")
    }
    var changes: [Renaming] = []
    for (_, document) in documents.sorted(by: { $0.key < $1.key }) {
      let uses = uses(of: reference.meaning, in: document)
      guard !uses.contains(where: { $0.role == .bindingKey }) else {
        throw ResponseError(
          .requestFailed, "it is also the key of a pattern; write the key and its pattern apart first")
      }
      if !uses.isEmpty { changes.append(Renaming(document, uses, to: plain)) }
    }
    try check(changes, name)
    var edits = Object()
    for change in changes { edits[change.document.address.uri] = Value(change.textEdits) }
    return ["changes": Value(edits)]
  }

  /// Throws if a name would have another meaning afterwards.
  private func check(_ changes: [Renaming], _ name: String) throws(ResponseError) {
    let open = documents.values.map { ($0.source.name, $0.source) }
    let changed = changes.map { ($0.document.source.name, $0.source) }
    let modules = workspace.environment(open: Dictionary(open + changed, uniquingKeysWith: { $1 })).modules
    let bySource = Dictionary(changes.map { ($0.document.source.name, $0) }, uniquingKeysWith: { $1 })
    for change in changes {
      let before = index(of: change.document).references.map { reference in
        Landmark(reference, in: change.document.source.name) { bySource[$1]?.place(of: $0) ?? $0 }
      }
      let after = NameIndex(ScriptParser.parse(change.source), catalog: workspace.catalog, modules: modules)
      guard Set(before) == Set(after.references.map { Landmark($0, in: change.source.name) { place, _ in place } })
      else {
        throw ResponseError(.requestFailed, "`\(name)` already means something there")
      }
    }
  }
}

/// A text with a name replaced.
private struct Renaming {
  private struct Edit {
    var range: SourceRange
    var text: String
    /// The length of the text before the name in the edit.
    var lead: Int
  }

  let document: Document
  let source: SourceText
  private let edits: [Edit]

  /// Whether a text is a valid name: letters, digits and `_`, not starting with a digit, and not a keyword.
  static func isName(_ text: String) -> Bool {
    let script = ScriptParser.parse(SourceText(name: "", text: "def \(text): .;"))
    guard script.diagnostics.isEmpty, script.statements.count == 1,
      case .define(let definition) = script.statements[0].kind
    else { return false }
    return definition.name.text == text && definition.parameters.isEmpty
  }

  init(_ document: Document, _ uses: [NameIndex.Reference], to name: String) {
    self.document = document
    edits = uses.map { use in
      let written = document.source[use.range]
      let sign = written.hasPrefix("$") ? "$" : ""
      let module = written.lastRange(of: "::").map { String(written[..<$0.upperBound]) } ?? sign
      guard use.role == .shorthand else { return Edit(range: use.range, text: module + name, lead: 0) }
      let key = written.dropFirst(sign.count) + ": "
      return Edit(range: use.range, text: key + sign + name, lead: key.utf8.count)
    }
    var bytes = Array(document.source.text.utf8)
    for edit in edits.reversed() { bytes.replaceSubrange(edit.range.lower..<edit.range.upper, with: edit.text.utf8) }
    source = SourceText(name: document.source.name, text: String(decoding: bytes, as: UTF8.self))
  }

  var textEdits: [Value] {
    edits.map { ["range": document.lines.range(of: $0.range).value, "newText": Value($0.text)] }
  }

  /// The offset of a name after the edits.
  func place(of offset: Int) -> Int {
    let shift = edits.filter { $0.range.upper <= offset }.reduce(0) { sum, edit in
      sum + edit.text.utf8.count - (edit.range.upper - edit.range.lower)
    }
    let lead = edits.first { $0.range.lower == offset }?.lead ?? 0
    return offset + shift + lead
  }
}

/// The location of a name and of its declaration.
private struct Landmark: Hashable {
  let place: Int
  let declaration: String

  init(_ reference: NameIndex.Reference, in source: String, _ place: (Int, String) -> Int) {
    self.place = place(reference.range.lower, source)
    guard case .declared(let declared) = reference.meaning else {
      declaration = ""
      return
    }
    declaration = "\(declared.source.name):\(place(declared.nameRange.lower, declared.source.name))"
  }
}

extension String {
  fileprivate func lastRange(of text: String) -> Range<Index>? { ranges(of: text).last }
}
