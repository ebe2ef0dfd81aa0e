import Diagnostics
import JSON
import Query
import Testing

private struct Shelf: ModuleLoader {
  let texts: [String: String]

  func module(_ path: String, search: Value?, origin: SourceText) throws(ModuleError) -> SourceText {
    let place = (search?.string ?? "") + path
    guard let text = texts[place] else { throw ModuleError("module not found: \(path)") }
    return SourceText(name: place, text: text)
  }

  func data(_ path: String, search: Value?, origin: SourceText) throws(ModuleError) -> Value {
    guard let text = texts[path], let value = try? Value.parse(text) else {
      throw ModuleError("module not found: \(path)")
    }
    return [value]
  }
}

@Suite struct Modules {
  private let shelf = Shelf(texts: [
    "a": "module {version: 1}; import \"b\" as b; import \"d\" as $d; def f: b::g + 1; def f(x): x | f; def h: $d;",
    "b": "def g: 10; def k: g;", "lib/b": "def g: 20;", "d": "{\"x\": 1}", "loop": "include \"pool\"; def l: 1;",
    "pool": "include \"loop\"; def p: 1;", "bad": "def f: nope;", "main": "def f: 1; f", "one": "def e: 2;",
    "two": "def e: 3;",
  ])

  private func run(_ program: String, _ input: Value = .null) -> String {
    do {
      let environment = CompileEnvironment(modules: shelf, dialect: .jq)
      return try Filter(parsing: program, environment: environment).outputs(input).map(\.description)
        .joined(separator: " ")
    } catch let error as Diagnostics {
      return error.all.map(\.message).joined(separator: "; ")
    } catch {
      return "\(error)"
    }
  }

  @Test(arguments: [
    ("import \"a\" as a; a::f, a::f(5)", "11 11"), ("include \"b\"; g, k", "10 10"),
    ("import \"b\" as b {search: \"lib/\"}; b::g", "20"),
    ("import \"d\" as $d; $d[0].x, $d::d[0].x", "1 1"), ("import \"a\" as a; a::h", "[{\"x\":1}]"),
    ("import \"one\" as f; import \"two\" as f; f::e", "3"), ("include \"one\"; include \"two\"; e", "3"),
    ("import \"none\" as n; 1", "module not found: none"), ("include \"loop\"; l", "circular import of loop"),
    ("include \"bad\"; f", "nope/0 is not defined"),
    ("include \"main\"; f", "library should only have function definitions, not a main expression"),
    ("import \"b\" as b; g", "g/0 is not defined"), ("def g: 1; import \"b\" as b; g", "*"),
  ])
  func `provide their definitions and data`(program: String, expected: String) {
    let outcome = run(program)
    #expect(expected == "*" ? !outcome.isEmpty : outcome == expected, "\(outcome)")
  }

  @Test func `see the variables of jq's command line, but none of a script's`() throws {
    let shelf = Shelf(texts: [
      "a": "def n: $x; def all: $ARGS; def own($x): $x;", "b": "import \"a\" as a; def q: [a::n, $y];",
    ])
    let program = "include \"a\"; import \"b\" as b; 7 as $x | n, b::q, own(3), all.named.x, $x"
    func environment(_ dialect: Dialect) -> CompileEnvironment {
      CompileEnvironment(variables: ["x", "y", "ARGS"], modules: shelf, dialect: dialect)
    }
    let filter = try Filter(parsing: program, environment: environment(.jq))
    let outputs = try filter.outputs(.null, variables: [1, 2, ["named": ["x": 1]]])
    #expect(outputs == [1, [1, 2], 3, 1, 7])
    #expect(throws: Diagnostics.self) { try Filter(parsing: program, environment: environment(.eduscript)) }
  }

  @Test func `describe themselves`() {
    #expect(
      run("modulemeta", "a")
        == #"{"version":1,"deps":[{"as":"b","is_data":false,"relpath":"b"},{"as":"d","is_data":true,"relpath":"d"}],"defs":["f/0","f/1","h/0"]}"#
    )
  }
}
