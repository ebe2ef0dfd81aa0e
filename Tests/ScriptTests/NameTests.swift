import Diagnostics
import Query
import Script
import Testing

/// The meaning of names in a text, and the names visible at a place.
struct NameTests {
  private func index(_ text: String) -> NameIndex {
    NameIndex(ScriptParser.parse(SourceText(name: "t", text: text)), catalog: FakeCatalog(), modules: nil)
  }

  private func names(_ text: String) -> VisibleNames {
    let cursor = text.split(separator: "‸", omittingEmptySubsequences: false)[0].utf8.count
    let source = SourceText(name: "t", text: text.replacing("‸", with: ""))
    return VisibleNames(CursorPlace(ScriptParser.parse(source), cursor: cursor), catalog: FakeCatalog(), modules: nil)
  }

  @Test(
    "A name leads to its declaration",
    arguments: [
      ("let x = 1; $x‸", 4), ("let x = 1; let x = $x; $x‸", 15), ("let x = 1; let x = $x‸; 2", 4),
      ("param p = 1; for r in [$p‸] { $r }", 6), ("for r in [1] { print $r‸ }", 4),
      ("do { 1 } catch e { $e‸ }", 15), ("1 as $v | $v‸", 5), (". as [$a, {b: $c}] | $c‸", 14),
      ("reduce 1 as $i (0; . + $i‸)", 12), ("def f(g): g‸;", 6), ("def f($a): $a‸;", 6),
      ("def f: 1; def f(g): g; f‸", 4),
      ("def f: f‸;", 4), ("label $out | break $out‸", 6), ("\"\\(1 as $v | $v‸)\"", 8), ("let x = 1\nprint (\n$x‸", 4),
    ])
  func leads(text: String, place: Int) throws {
    let cursor = text.split(separator: "‸")[0].utf8.count
    let reference = try #require(index(text.replacing("‸", with: "")).reference(at: cursor))
    guard case .declared(let declaration) = reference.meaning else {
      Issue.record("\(reference)")
      return
    }
    #expect(declaration.nameRange.lower == place)
  }

  @Test("The parts of a call are a provider, a resource, a method and parameters")
  func knowsCalls() throws {
    let index = index("use coderpad\ncoderpad.pads.get(id: 1), pads.list({sort: \"asc\"}), pads.list.title")
    let meanings = index.references.map { reference in
      switch reference.meaning {
      case .provider(let name): name
      case .resource(let provider, let name): "\(provider)/\(name)"
      case .method(let method): method.qualifiedName
      case .parameter(let parameter, let method): "\(method.name)(\(parameter.name))"
      case .statement(let word): word
      default: "?"
      }
    }
    #expect(
      meanings == [
        "use", "coderpad", "coderpad", "coderpad/pads", "coderpad.pads.get", "get(id)", "coderpad/pads",
        "coderpad.pads.list", "list(sort)", "coderpad/pads", "coderpad.pads.list",
      ])
  }

  @Test(
    "Only what is declared before a place is visible there",
    arguments: [
      ("let x = 1\n‸", ["x"]), ("let x = ‸", []), ("let x = 1; ‸let y = 2", ["x"]), ("let x = 1\nlet x = 2\n‸", ["x"]),
      ("for r in [1] {\n  print $r\n  ‸", ["r"]), ("for r in [1] { 1 }\n‸", []), ("for r in ‸", []),
      ("let x = 1\nif true {\n  let y = {}\n  ‸\n}", ["x", "y"]), ("do { let y = 1 } catch e { ‸ }", ["e"]),
      ("1 as $v | ‸", ["v"]), ("(1 as $v | $v) | ‸\nlet z = 1", []), ("def f($a): ‸", ["a"]),
      ("def f($a): $a; ‸", []),
    ] as [(String, [String])])
  func isVisible(text: String, expected: [String]) {
    #expect(names(text).variables.map(\.name) == expected)
  }

  @Test("Known types of values are passed on")
  func knowsShapes() {
    let names = names("let pads = coderpad.pads.list\nuse coderpad@old\npads.get(\"A\")\n# Why.\ndef f($a; b): 1;\n‸")
    #expect(names.variables.first?.shape == .array(FakeCatalog.pad))
    #expect(names.last == nil || names.last == FakeCatalog.pad)
    #expect(names.account == Account("coderpad", profile: "old"))
    #expect(names.functions.first?.signature == "f($a; b)")
    #expect(names.functions.first?.help == "Why.")
  }

  @Test(
    "A cursor finds the call around it and its argument",
    arguments: [
      ("coderpad.pads.get(‸", "coderpad.pads.get", 0, nil), ("pads.list(1, sort: ‸", "pads.list", 1, "sort"),
      ("pads.list(a: 1, ‸", "pads.list", 0, nil), ("f(1; [2, (‸", "f", 1, nil), ("f(pads.get(1), 2; 3; ‸", "f", 2, nil),
      ("pads.list(map(.x; ‸", "map", 1, nil),
    ] as [(String, String, Int, String?)])
  func knowsOpenCall(text: String, callee: String, position: Int, name: String?) throws {
    let cursor = text.split(separator: "‸")[0].utf8.count
    let call = try #require(OpenCall(text.replacing("‸", with: ""), cursor: cursor))
    switch call.callee {
    case .method(let path): #expect(path.path.joined(separator: ".") == callee)
    case .function(let name): #expect(name == callee)
    }
    #expect(call.position == position)
    #expect(call.name == name)
    #expect(OpenCall("(1 + 2)", cursor: 7) == nil)
  }
}
