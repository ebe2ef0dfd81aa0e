import Diagnostics
import Query
import Terminal
import Testing

@testable import Script
@testable import Shell

/// The colours of the input line, and the line below it.
struct LineLooksTests {
  private func style(of word: String, in text: String, _ theme: Theme, cursor: Int? = nil) -> Style? {
    var highlighter = Highlighter(catalog: School(), account: nil, theme: theme)
    highlighter.unknownNames = { text in
      text.hasPrefix("nope") ? [UnknownName(range: SourceRange(0, 4), isLiteral: false)] : []
    }
    guard let place = text.firstRange(of: word) else { return nil }
    let offset = text.utf8.distance(from: text.startIndex, to: place.lowerBound)
    return highlighter.ranges(text, cursor: cursor).last { $0.range.contains(offset) }?.style
  }

  @Test("A suffix has its own colour, an unknown one that of errors")
  func coloursSuffixes() {
    #expect(style(of: "\\G", in: ". \\G", .dark) == Style(.brightCyan))
    #expect(style(of: "\\q", in: ". \\q", .dark) == Style(.red, .underline))
  }

  @Test("A light background uses darker colours, and theme none uses no colours")
  func hasThemes() {
    #expect(style(of: "12", in: "[1, 12]", .dark) == Style(.yellow))
    #expect(style(of: "12", in: "[1, 12]", .light) == Style(.indexed(94)))
    for text in ["[1, 12]", "nope | 1", ". \\q"] {
      let highlighter = Highlighter(
        catalog: School(), account: nil, theme: .none,
        unknownNames: { _ in [UnknownName(range: SourceRange(0, 1), isLiteral: false)] })
      #expect(highlighter.ranges(text, cursor: 0) == [])
    }
  }

  @Test("An unknown name is red and underlined, also before a suffix and before a shell command")
  func marks() {
    let mark = Style(.red, .underline)
    for text in ["nope | 1", "nope \\G", "nope | !less"] { #expect(style(of: "nope", in: text, .dark) == mark) }
    #expect(style(of: "nope", in: "nope | 1", .dark, cursor: 4) == nil)
    #expect(style(of: "?nop", in: "?nope", .dark) != mark)
    #expect(style(of: "!nop", in: "!nope", .dark) != mark)
  }

  @Test("The brackets around the cursor are highlighted until the line is accepted")
  func emphasises() {
    let bracket = Style(.brightYellow, .bold)
    #expect(style(of: "(", in: "f(1) + 2", .dark, cursor: 4) == bracket)
    #expect(style(of: ")", in: "f(1) + 2", .dark, cursor: 1) == bracket)
    #expect(style(of: "(", in: "f(1) + 2", .dark, cursor: 6) == nil)
    #expect(style(of: "(", in: "f(1) + 2", .dark) == nil)
  }

  @Test(
    "The theme follows the terminal's background if it reports it",
    arguments: [("0;15", Theme.light), ("15;0", .dark), ("0;default;15", .light), ("", .dark), ("x", .dark)])
  func followsTheTerminal(colours: String, theme: Theme) {
    #expect(Theme(terminalColours: colours) == theme)
    #expect(Theme(terminalColours: nil) == .dark)
  }
}

/// The line below the input.
struct SignatureStripTests {
  private func strip(_ text: String, columns: Int = 100) -> StyledText? {
    let call = OpenCall(text, cursor: text.utf8.count)
    return call.flatMap {
      CallSignature($0, method: CallResolver(School(), current: nil).method, functions: [])
    }.map { SignatureStrip(signature: $0).text(columns: columns) }
  }

  private func current(_ text: StyledText?) -> [String] {
    (text?.spans ?? []).filter { $0.style.attributes.contains(.bold) }.map(\.text)
  }

  @Test(
    "It shows the parameters, the current one in bold, its documentation and the risk",
    arguments: [
      ("school.pupils.list(", "pupils.list(sort, active)  Lists the pupils. · read only", []),
      (
        "school.pupils.list(sort: ", "pupils.list(sort, active)  the order · name, age · read only", ["sort"]
      ),
      ("school.pupils.list(active: ", "pupils.list(sort, active)  boolean · true, false · read only", ["active"]),
      ("school.pupils.get(", "pupils.get(id*)  any · read only", ["id*"]),
      ("school.pupils.list(ac", "pupils.list(sort, active)  boolean · true, false · read only", ["active"]),
      ("school.pupils.get(1, ", "pupils.get(id*)  read only", []),
      ("school.pupils.expel(", "pupils.expel(id*)  any · destructive: cannot be undone", ["id*"]),
      ("school.pupils.get(\"x", "pupils.get(id*)  any · read only", ["id*"]),
      ("school.pupils.get((1 + ", "pupils.get(id*)  any · read only", ["id*"]),
      (
        "sub(\"a\"; ", "sub(re; str; flags)  Replaces the first match; the named groups are the replacement's input.",
        ["str"]
      ),
      ("range(", "range(upto)  The numbers from zero up to a limit.", ["upto"]),
      ("range(1; ", "range(from; upto; by)  The numbers from one up to a limit.", ["upto"]),
      ("each(", "each(call)  the items of all pages", ["call"]),
      (
        "sub(\"a\"; \"b\"; \"g\"; ",
        "sub(re; str; flags)  Replaces the first match; the named groups are the replacement's input.", []
      ),
    ])
  func shows(text: String, strip line: String, current: [String]) {
    let strip = strip(text)
    #expect(strip?.string == line)
    #expect(self.current(strip) == current)
  }

  @Test(
    "Outside calls it is empty",
    arguments: [
      "", "school.pupils.get", "school.pupils.get(1)", "nope(", "(1", "length(", "school.nope.get(", "# sub(",
    ])
  func showsNothing(text: String) {
    #expect(strip(text) == nil)
  }

  @Test("It fits the terminal's width, and the current parameter stays visible", arguments: 1...90)
  func fits(columns: Int) {
    for index in [0, 7, 19] {
      let strip = strip("school.pupils.many(p\(index): ", columns: columns)
      #expect((strip?.string.count ?? 0) <= columns, "\(strip?.string ?? "")")
      if columns >= 3 { #expect(current(strip) == ["p\(index)"], "\(strip?.string ?? "")") }
    }
    if columns == 60 {
      #expect(
        strip("school.pupils.many(p7: ", columns: columns)?.string
          == "pupils.many(…, p5, p6, p7, p8, p9, p10, …)  string · write")
    }
  }

  @Test("Every builtin with arguments has parameter names")
  func namesArguments() {
    for builtin in Builtin.all { #expect(builtin.parameters.count == builtin.arity, "\(builtin.signature)") }
  }
}

private struct School: Catalog {
  private static let id = ParameterSignature(name: "id", kind: .any, isRequired: true)
  private static let methods = [
    MethodSignature(
      provider: "school", resource: "pupils", name: "list", summary: "Lists the pupils.",
      parameters: [
        ParameterSignature(name: "sort", kind: .string, choices: ["name", "age"], summary: "the order"),
        ParameterSignature(name: "active", kind: .boolean),
      ], isList: true),
    MethodSignature(
      provider: "school", resource: "pupils", name: "get", parameters: [id], positional: ["id"]),
    MethodSignature(
      provider: "school", resource: "pupils", name: "expel", parameters: [id], positional: ["id"], risk: .destructive),
    MethodSignature(
      provider: "school", resource: "pupils", name: "many",
      parameters: (0..<20).map { ParameterSignature(name: "p\($0)", kind: .string) }, risk: .write),
  ]

  var providers: [String] { ["school"] }
  func resources(of provider: String) -> [String] { ["pupils"] }
  func methods(of provider: String, resource: String) -> [MethodSignature] { Self.methods }
  func method(of provider: String, resource: String?, name: String) -> MethodSignature? {
    Self.methods.first { $0.name == name && $0.resource == resource }
  }
  func isOpen(_ provider: String) -> Bool { false }
}
