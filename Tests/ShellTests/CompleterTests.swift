import Foundation
import JSON
import Query
import Terminal
import Testing

@testable import Shell

/// The candidates of Tab, for a catalogue of one provider and a last value.
struct CompleterTests {
  static let cases: [(typed: String, offers: [String])] = [
    ("scho", ["school"]),
    ("SCHO", ["school"]),
    ("schl", ["school"]),
    ("fren", ["from_entries"]),
    ("hool", ["school"]),
    ("lohcs", []),
    ("school.", [".pupils"]),
    ("school.pupils.g", [".get"]),
    ("school@old.pupils.g", [".get"]),
    ("pupils.li", [".list"]),
    ("[1] | school.pupils.g", [".get"]),
    ("pupils.list(sor", ["sort"]),
    ("pupils.list(sort: \"na", ["\"name\""]),
    ("pupils.list(active: t", ["true"]),
    ("each(pupils.", [".list"]),
    ("pupils.", [".list", ".get"]),
    ("pupils.list({act", ["active"]),
    ("pupils.get(\"P", ["\"P7\""]),
    ("pupils.get(id: \"P", ["\"P7\""]),
    ("pupils.get(ada", ["\"P7\""]),
    ("$pu", ["$pupil"]),
    ("$pupil.na", [".name"]),
    ("let p = pupils.get(1); $p.na", [".name"]),
    ("for p in pupils.get(1) {\n  print $p.na", [".name"]),
    ("pupils.get(1) as $p | $p.na", [".name"]),
    ("pupils.get(1) as $p | .tit", [".title"]),
    ("pupils.get(1) as $p | $", ["$p", "$pupil"]),
    ("do { pupils.get(1) } catch e { $e.sta", [".status"]),
    ("print \"\\(.tit", [".title"]),
    ("print \"\\($pupil.na", [".name"]),
    ("has(\"ti", ["\"title\""]),
    (".[\"ti", ["\"title\""]),
    (".\"ti", ["\"title\""]),
    (".items[0].\"k", ["\"kind\""]),
    ("$pupil[\"n", ["\"name\""]),
    (".items | map({a: .kind}) | map(.", [".a"]),
    (".items | group_by(.kind) | map(.[0].", [".kind"]),
    (".items | map({kind, ", []),
    ("{t: .title} | .", [".t"]),
    ("({t: .title} + {u: 1}) | .", [".t", ".u"]),
    ("[.items[] | select(.kind == \"y\")] | .[0].", [".kind"]),
    ("with_entries(.", [".key", ".value"]),
    (".items | INDEX(.", [".kind"]),
    ("pupils.get(1) as $p | {n: $p.name} | .", [".n"]),
    (".items[] | select(.kind == \"", ["\"y\""]),
    (".items | map(select(.kind == \"none\")) | map(.k", [".kind"]),
    (".items | {kind, ", []),
    (". as [$one, {b: $two}] | $", ["$two", "$one", "$pupil"]),
    ("def f($abc): $a", ["$abc"]),
    ("pupils.get(1, ", ["pupils", "school", "from_entries"]),
    (".odd | .da", [".\"da-sh\""]),
    (".odd[\"da", ["\"da-sh\""]),
    ("\"text\" | .", []),
    ("school.PUPILS.g", ["school.pupils.get"]),
    ("School.", ["school.pupils"]),
    (".tit", [".title"]),
    (".items[0].k", [".kind"]),
    (".items | map(.k", [".kind"]),
    ("pupils.get(1) | .na", [".name"]),
    ("[1] | @cs", ["@csv"]),
    ("use sc", ["school"]),
    ("let x = fro", ["from_entries"]),
    ("prin", ["print"]),
    ("set out", ["output"]),
    ("print .tit", [".title"]),
    ("explain scho", ["school"]),
    ("explain pupils.g", [".get"]),
    ("explain .tit", [".title"]),
    ("watch 2 pupils.g", [".get"]),
    ("@1.resp", [".response"]),
    ("let x = @last.response.st", [".status"]),
    ("use school@o", ["@old"]),
    ("use school@", ["@old"]),
    ("login school ", ["api_key", "email"]),
    ("login school@old em", ["email"]),
    ("login school api_key: $k, ", ["email"]),
    ("save . to \"a", ["a.csv"]),
    ("import \"li", ["lib"]),
    ("\"text pupi", []),
    ("pupils.list \\", ["\\G", "\\t"]),
    ("pupils.list \\t", ["\\t"]),
    ("pupils.list \\x", []),
    ("\"text \\", []),
    ("pupils.list # \\", []),
  ]

  @Test("Tab offers candidates that continue the text", arguments: cases.indices)
  func offers(index: Int) {
    let (typed, offers) = Self.cases[index]
    let found = Completer(Self.knowledge).completions(of: typed, cursor: typed.utf8.count)
    #expect(found.candidates.map(\.text) == offers, "\(typed)")
  }

  @Test("A candidate replaces only the word")
  func replacesTheWord() {
    let found = Completer(Self.knowledge).completions(of: "print $pupil.na", cursor: 15)
    #expect(found.replacing == 12..<15)
  }

  /// Lines with the completed word, whole, and the text after it.
  static let wholes: [(before: String, word: String, behind: [String])] = [
    ("", "school", [".pupils.list"]), ("school", ".pupils", [".list", ".get(\"P7\")"]),
    ("school.pupils", ".get", ["(\"P7\")", "(\"P7\") | .name"]), ("each(school.pupils", ".list", [")", " ) | .name"]),
    ("pupils.list(", "sort", [": \"name\")"]), ("pupils.list(sort: ", "\"name\"", [")", ", active: true)"]),
    ("pupils.list(active: ", "true", [")", ", sort: \"age\")"]), ("pupils.get(", "\"P7\"", [")", ") | .name"]),
    ("pupils.get(id: ", "\"P7\"", [")", ") | .name"]), ("", "$pupil", ["", ".name", " | .name"]),
    ("$pupil", ".name", ["", " + 1", ")"]),
    ("", ".title", ["", " | length", "[0]"]), (".items[0]", ".kind", ["", " == \"y\""]),
    ("[1] | ", "@csv", ["", " | 1"]),
    ("let x = ", "from_entries", ["", " | .a"]), ("", "print", [" .title", " 1"]), ("use ", "school", ["", "@old"]),
    ("set ", "output", [" table"]), ("print \"a \\($pupil", ".name", ["), bye\"", " | length) \\(1)\""]),
    ("print \"\\(\"in\" + $pupil", ".name", [") out\""]), ("print 'it''s \"' + ", "from_entries", [" | .a"]),
    ("save . to ", "\"a.csv\"", ["", " with {}"]),
  ]

  @Test("Wherever in a word Tab is pressed, the completed line is right", arguments: wholes.indices)
  func keepsTheLineRight(index: Int) throws {
    let (before, word, behind) = Self.wholes[index]
    for end in behind {
      let line = before + word + end
      // After its closing quote a string is complete.
      for cut in 1...(word.utf8.count - (word.hasSuffix("\"") ? 1 : 0)) {
        let cursor = before.utf8.count + cut
        let found = Completer(Self.knowledge).completions(of: line, cursor: cursor)
        let wanted = word.trimmingCharacters(in: ["\""])
        guard let chosen = found.candidates.first(where: { $0.text.trimmingCharacters(in: ["\""]) == wanted }) else {
          Issue.record("\(line): nothing at \(cut)")
          continue
        }
        var bytes = Array(line.utf8)
        bytes.replaceSubrange(found.replacing, with: Array((chosen.text + chosen.suffix).utf8))
        let result = String(decoding: bytes, as: UTF8.self)
        #expect(result == line, "at \(cut) of \(line)")
      }
    }
  }

  @Test(
    "A path is escaped for its string, which is closed",
    arguments: [
      ("read_csv(\"q", "q\\\"u.csv\""), ("read_csv(\"b", "b\\\\s.csv\""), ("read_csv('q", "q\"u.csv'"),
      ("read_csv('i", "it''s.csv'"),
      ("read_csv(\"d", "dir/"), ("read_csv(\"~/h", "/home/me/h.csv\""), ("read_csv(\"q\\\"", "q\\\"u.csv\""),
    ])
  func completesPaths(typed: String, completed: String) {
    var knowledge = Self.knowledge
    knowledge.files = { prefix in
      prefix.hasPrefix("~/")
        ? ["/home/me/h.csv"] : ["q\"u.csv", "b\\s.csv", "it's.csv", "dir/"].filter { $0.hasPrefix(prefix) }
    }
    let found = Completer(knowledge).completions(of: typed, cursor: typed.utf8.count)
    #expect(found.candidates.map { $0.text + $0.suffix } == [completed])
  }

  private static var knowledge: Completer.Knowledge {
    var knowledge = Completer.Knowledge(catalog: School())
    knowledge.account = Account("school")
    knowledge.statements = [.init(name: "print", summary: "")]
    knowledge.commands = [.init(name: "set", summary: "")]
    knowledge.functions = [.init(name: "from_entries", summary: "")]
    knowledge.variables = { [.init(name: "pupil", summary: "")] }
    knowledge.formats = ["csv", "json"]
    knowledge.suffixes = [.init(name: "\\G", summary: ""), .init(name: "\\t", summary: "")]
    knowledge.profiles = { _ in ["old"] }
    knowledge.credentials = { _ in
      [.init(name: "api_key", summary: ""), .init(name: "email", summary: "")]
    }
    knowledge.files = { _ in ["a.csv"] }
    knowledge.modules = { _ in ["lib"] }
    knowledge.arguments = { _, _, _ in [.init(name: "output", summary: "")] }
    knowledge.idKind = { _, parameter in parameter == "id" ? "pupil" : nil }
    knowledge.items = { _, _, _, _ in [.init(name: "\"P7\"", summary: "Ada")] }
    knowledge.sample = { _, method, _ in SampleCaller(catalog: School()).answer(method, of: Account("school")) }
    knowledge.evaluate = { sampling in
      let environment = CompileEnvironment(
        variables: ["pupil"], catalog: School(), account: Account("school"))
      let context = EvaluationContext()
      context.caller = SampleCaller(catalog: School()) { _ in
        ["id": 1, "response": ["status": 200]]
      }
      let input: Value = ["title": "x", "items": [["kind": "y"]], "odd": ["da-sh": 1]]
      let outputs = try? Filter(parsing: sampling.text, environment: environment)
        .outputs(sampling.input ?? input, variables: [["name": "Ada"]], context: context)
      return outputs?.first
    }
    return knowledge
  }
}

private struct School: Catalog {
  private let list = MethodSignature(
    provider: "school", resource: "pupils", name: "list",
    parameters: [
      ParameterSignature(name: "sort", kind: .string, choices: ["name", "age"]),
      ParameterSignature(name: "active", kind: .boolean),
    ], isList: true)
  private let get = MethodSignature(
    provider: "school", resource: "pupils", name: "get",
    parameters: [ParameterSignature(name: "id", kind: .any, isRequired: true)], positional: ["id"],
    answer: .object([.init(name: "name", shape: .string)]))

  var providers: [String] { ["school"] }
  func resources(of provider: String) -> [String] { ["pupils"] }
  func methods(of provider: String, resource: String) -> [MethodSignature] { [list, get] }
  func method(of provider: String, resource: String?, name: String) -> MethodSignature? {
    [list, get].first { $0.name == name && $0.resource == resource }
  }
  func isOpen(_ provider: String) -> Bool { false }
}
