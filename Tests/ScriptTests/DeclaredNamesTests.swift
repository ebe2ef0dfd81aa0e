import Diagnostics
import Query
import Script
import Testing

/// Declarations cached while a text is edited: the names found equal those of a fresh text.
struct DeclaredNamesTests {
  private static let lines = [
    "param since = 1", "use school", "def short($n): .[:$n];", "let a = [1, 2]", "let b = $a | map(. + 1)",
    "$b | length",
    "for x in $a {", "  let inner = $x", "  print \"\\($inner)\"", "}", "let c = {n: $b}", "$c.n",
  ]

  private func described(_ names: VisibleNames) -> [String] {
    (names.variables + names.functions).map { "\($0.name) \($0.nameRange) \(String(describing: $0.shape))" }
      + ["\(String(describing: names.account)) \(String(describing: names.last))"]
  }

  private func described(_ index: NameIndex, at offset: Int) -> String {
    guard let reference = index.reference(at: offset) else { return "none" }
    switch reference.meaning {
    case .declared(let declaration): return "\(reference.range) \(declaration.name) \(declaration.nameRange)"
    case .builtin(let name, let arity): return "\(reference.range) \(name)/\(arity)"
    default: return "\(reference.range)"
    }
  }

  private func compare(_ text: String, _ known: DeclaredNames) {
    let script = ScriptParser.parse(SourceText(name: "t", text: text))
    let whole = NameIndex(script, catalog: FakeCatalog(), modules: nil)
    for cursor in stride(from: 0, through: text.utf8.count, by: 7).reversed() {
      let place = CursorPlace(script, cursor: cursor)
      let fresh = VisibleNames(place, catalog: FakeCatalog(), modules: nil)
      let kept = VisibleNames(place, catalog: FakeCatalog(), modules: nil, known: known)
      #expect(described(kept) == described(fresh), "\(text)\nat \(cursor)")
      let around = NameIndex(script, around: cursor, catalog: FakeCatalog(), modules: nil, known: known)
      #expect(described(around, at: cursor) == described(whole, at: cursor), "\(text)\nat \(cursor)")
    }
  }

  @Test("Edits anywhere leave no stale names", arguments: lines.indices) func followsEdits(line: Int) {
    let known = DeclaredNames()
    var text = Self.lines.joined(separator: "\n") + "\n"
    compare(text, known)
    let start = Self.lines[..<line].reduce(0) { $0 + $1.utf8.count + 1 }
    for added in ["let new = 7\n", "| ", "\"", "}", "x", "use other\n", "# "] {
      let index = text.utf8.index(text.startIndex, offsetBy: start)
      text.insert(contentsOf: added, at: index)
      known.forget(from: start)
      compare(text, known)
      text.removeSubrange(index..<text.utf8.index(index, offsetBy: added.utf8.count))
      known.forget(from: start)
      compare(text, known)
    }
  }
}
