import Diagnostics
import Foundation
import JSON
import Providers
import Query
import Terminal
import Testing

@testable import Script
@testable import Shell

/// The names that are marked while a line is typed: none in working code, and those that do not exist.
struct UnknownNameTests {
  private static let services = Services(ShellOptions(), Surroundings())

  /// All working code in the documentation.
  static let examples: [(place: String, text: String)] =
    HelpText.statements.map { ($0.name, $0.example) }
    + Builtin.all.compactMap { builtin in builtin.example.map { (builtin.name, "\($0.input) | \($0.program)") } }
    + Welcome.lines.map { ("the welcome", $0) } + documented
    + services.providers.catalog.providers.flatMap { provider in
      let known = try? services.providers.client.description(of: provider)
      return (known?.resources ?? []).flatMap { $0.methods.map(\.example) }.map { (provider, $0) }
    }

  /// The `-c` commands in the documents that run without an error.
  private static let documented: [(place: String, text: String)] = DocumentTests.documents.flatMap { file in
    let text = (try? String(contentsOfFile: file, encoding: .utf8)) ?? ""
    return Transcript(text.replacing("```", with: "\n")).steps.compactMap { step -> (String, String)? in
      let end = step.expected.firstIndex(of: "") ?? step.expected.endIndex
      guard !step.expected[..<end].contains(where: { $0.contains("error:") || $0.contains("warning:") }),
        let match = step.command.firstMatch(of: /edush [^|]*-c '([^']*)'/),
        // Providers of the document's own.
        match.1.firstRange(of: /\b(library|clinic)\./) == nil
      else { return nil }
      return ("\(file):\(step.line)", String(match.1))
    }
  }

  private func interpreter() -> SharedInterpreter {
    SharedInterpreter(Interpreter(NoWorld(catalog: Self.services.providers.catalog), mode: .prompt))
  }

  private var modules: LocalModules {
    LocalModules(folders: [ExampleTests.folder.path()], access: Self.services.access)
  }

  private func typed(_ lines: String..., words: [String] = []) -> TypedLine {
    let interpreter = interpreter()
    for line in lines { _ = interpreter.value.execute(line) }
    return TypedLine(interpreter, catalog: Self.services.providers.catalog, modules: modules, words: words)
  }

  private func marks(_ typed: TypedLine, _ text: String, cursor: Int?) -> [String] {
    typed.unknownNames(in: text).filter { $0.isFinished(cursor: cursor) }.map {
      SourceText(name: "", text: text)[$0.range]
    }
  }

  @Test("No word of a working line is marked at any point of typing it")
  func marksNothingThatWorks() {
    let typed = typed("let old = 1", "let pads = []")
    #expect(Self.examples.count > 300)
    for (place, text) in Self.examples {
      #expect(marks(typed, text, cursor: nil) == [], "\(place): \(text)")
      for end in text.indices.dropFirst() {
        let beginning = String(text[..<end])
        let marked = marks(typed, beginning, cursor: beginning.utf8.count)
        #expect(marked == [], "\(place): \(beginning)")
      }
    }
  }

  @Test("No word of a working script is marked, line by line", arguments: ExampleTests.names)
  func marksNothingInScripts(name: String) throws {
    let path = ExampleTests.folder.appending(path: name).path()
    let text = try String(contentsOfFile: path, encoding: .utf8)
    let interpreter = interpreter().value
    var ends = text.indices.filter { text[$0] == "\n" }
    ends.append(text.endIndex)
    for end in ends {
      let source = SourceText(name: path, text: String(text[..<end]))
      let found = interpreter.unknownNames(in: interpreter.parse(source), modules: modules)
      #expect(found.map { source[$0.range] } == [], "\(name)")
    }
  }

  @Test(
    "An unknown name is marked unless the cursor is at its end",
    arguments: [
      ("nope.pads.list | ‸", ["nope"]), ("coderpad.nope.list(‸", ["nope"]), ("coderpad.pads.nope(1) | ‸", ["nope"]),
      ("coderpad.pads.nope‸", []), ("coderpad.pads.‸nope", ["nope"]), ("coderpad.nope‸.list", []),
      ("coderpad.nope.list‸", ["nope"]), ("coderpad.pads.create(tilte: 1, ‸", ["tilte"]),
      ("coderpad.pads.create(tilte‸: 1)", []), ("coderpad.pads.create({tilte: 1})‸", ["tilte"]),
      ("$nope | ‸", ["$nope"]), ("$nope‸", []), ("nope | ‸", ["nope"]), ("[nope, ‸", ["nope"]),
      ("let x = $nope; ‸", ["$nope"]), ("let x = 1; $x + $y ‸", ["$y"]), (". as $x | $x, $y | ‸", ["$y"]),
      ("for p in [1] { print $q.id; ‸", ["$q"]), ("def f(g): g + h; f(1) ‸", ["h"]), ("use nope; ‸", ["nope"]),
      ("use coderpad; pads.nope(1) ‸", ["nope"]), ("pads.list | ‸", ["pads"]), ("\"\\($nope) ‸", ["$nope"]),
      ("@nope ‸", ["@nope"]), ("explain coderpad.pads.nope ‸", ["nope"]), ("watch 2 $nope ‸", ["$nope"]),
      ("print nope ‸", ["nope"]), ("if $nope { ‸", ["$nope"]), ("coderpad.pads.lst | lenght | ‸", ["lst", "lenght"]),
    ])
  func marksUnknownNames(line: String, names: [String]) throws {
    let cursor = try #require(line.firstRange(of: "‸")).lowerBound
    let text = line.replacing("‸", with: "")
    #expect(marks(typed(), text, cursor: line.utf8.distance(from: line.startIndex, to: cursor)) == names)
  }

  @Test(
    "A literal that its parameter does not accept is marked unless the cursor is in it",
    arguments: [
      ("coderpad.pads.list(sort: \"updated\") ‸", ["\"updated\""]), ("coderpad.pads.list(sort: \"upd‸\")", []),
      ("coderpad.pads.list(sort: \"upd\"‸)", []), ("coderpad.pads.list(page: \"two\", ‸", ["\"two\""]),
      ("coderpad.pads.create(private: 5)‸", ["5"]), ("coderpad.pads.create(private: true)‸", []),
      ("coderpad.pads.get(null)‸", ["null"]),
      ("coderpad.pads.list(sort: \"updated_at,desc\") ‸", []), ("coderpad.pads.list(sort: $ENV.SORT) ‸", []),
    ])
  func marksLiterals(line: String, names: [String]) throws {
    let cursor = try #require(line.firstRange(of: "‸")).lowerBound
    let text = line.replacing("‸", with: "")
    #expect(marks(typed(), text, cursor: line.utf8.distance(from: line.startIndex, to: cursor)) == names)
  }

  @Test(
    "Names defined by the session, and commands, are known",
    arguments: [
      "$id + twice(2) ", "twice ", "pads.list ", "help nope ", "describe nope.nope ", "set output nope ", "curl @3 ",
      "diff $nope . ", "exit ", "step ", "exchanges | length ", "$ENV.HOME ", "$__loc__ ", "example 2 ", "@last.id ",
      "run \"nope\" ", "each(pads.list) ", "sub(\"a\") ", "{a: $id, $id} ", "", "   ", "import \"nope\" as n; n::f ",
      "coursio.anything.getAll(some: 1) ",
    ])
  func knowsTheSession(line: String) {
    let typed = typed("let id = 1", "def twice(f): f, f;", "use coderpad", words: ["step", "exit"])
    #expect(marks(typed, line, cursor: line.utf8.count) == [])
  }

  @Test("A name is unknown until the line that defines it has run")
  func forgetsAtTheEnd() {
    let interpreter = interpreter()
    let typed = TypedLine(interpreter, catalog: Self.services.providers.catalog, modules: modules, words: [])
    #expect(marks(typed, "$late ", cursor: nil) == ["$late"])
    _ = interpreter.value.execute("let late = 1")
    typed.end()
    #expect(marks(typed, "$late ", cursor: nil) == [])
  }
}

/// A world with a catalogue, in which nothing happens.
private struct NoWorld: RunEnvironment {
  let catalog: (any Catalog)?
  var caller: (any Caller)? { nil }
  func output(_ output: Output) {}
  func encode(_ values: [Value], format: String, _ options: FileOptions) throws(Failure) -> [UInt8] { [] }
}

/// Unlikely texts, for code that runs on every key.
struct TypedLineTests {
  @Test("No text is too broken to be checked", arguments: 0..<8)
  func survivesBrokenTexts(seed: Int) {
    let services = Services(ShellOptions(), Surroundings())
    let interpreter = Interpreter(NoWorld(catalog: services.providers.catalog), mode: .prompt)
    let typed = TypedLine(
      SharedInterpreter(interpreter), catalog: services.providers.catalog,
      modules: LocalModules(folders: [], access: services.access), words: [])
    let highlighter = Highlighter(
      catalog: services.providers.catalog, account: nil, unknownNames: typed.unknownNames)
    var random = SeededGenerator(state: UInt64(seed))
    let pieces = [
      "(", ")", "\"", "\\(", "[", "]", "{", "}", "|", ".", ",", ";", ":", "as $x", "def f:", "@", "é", "#", " \\G",
    ]
    for (_, text) in UnknownNameTests.examples.shuffled(using: &random).prefix(60) {
      var characters = Array(text)
      for _ in 0..<3 where !characters.isEmpty {
        let place = Int.random(in: 0..<characters.count, using: &random)
        if Bool.random(using: &random) { characters.remove(at: place) }
        characters.insert(contentsOf: pieces.randomElement(using: &random) ?? "", at: min(place, characters.count))
      }
      let broken = String(characters)
      let cursor = Int.random(in: 0...broken.utf8.count, using: &random)
      for range in highlighter.ranges(broken, cursor: cursor) {
        #expect(range.range.upperBound <= broken.utf8.count, "\(broken)")
      }
      let strip = typed.signature(in: broken, cursor: cursor).map { SignatureStrip(signature: $0).text(columns: 40) }
      #expect((strip?.string.count ?? 0) <= 40, "\(broken)")
    }
  }
}

/// The same numbers for the same seed (Vigna, "splitmix64").
private struct SeededGenerator: RandomNumberGenerator {
  var state: UInt64

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = (state ^ (state >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }
}
