import Foundation
import JSON
import Script
import Testing

/// The TextMate grammar of `docs/editor` classifies text as the parser does.
struct GrammarTests {
  static func grammar() throws -> TextMateGrammar {
    let file = BuiltProgram.checkout.appending(path: "docs/editor/eduscript.tmLanguage.json")
    return TextMateGrammar(try Value.parse(utf8: Array(Data(contentsOf: file))))
  }

  @Test("The grammar is valid: JSON, patterns that compile, includes that resolve")
  func isWhole() throws {
    let grammar = try Self.grammar()
    #expect(grammar.root["scopeName"] == "source.eduscript")
    #expect(grammar.root["fileTypes"] == ["eduscript"])
    #expect(grammar.unknownIncludes.isEmpty)
    #expect(grammar.expressions.count > 30)
    for pattern in grammar.expressions { #expect(Oniguruma.complaint(about: pattern) == nil, "\(pattern)") }
  }

  /// A text, and parts of it with their scopes, in order.
  static let cases: [(text: String, tokens: [(String, String)])] = [
    ("#!/usr/bin/env -S edush run", [("#!/usr/bin/env -S edush run", "comment.line.shebang")]),
    (
      "print 1 # one",
      [("print", "keyword.control.statement"), ("1", "constant.numeric"), ("# one", "comment.line.number-sign")]
    ),
    (
      "use coderpad@old",
      [
        ("use", "keyword.control.statement"), ("coderpad", "entity.name.namespace.provider"),
        ("@old", "entity.name.namespace.profile"),
      ]
    ),
    (
      "let x = coderpad@old.pads.get(\"A\") | .title",
      [
        ("let", "keyword.control.statement"), ("x", "variable.other.declaration"), ("=", "keyword.operator"),
        ("coderpad", "entity.name.namespace.provider"), ("@old", "entity.name.namespace.profile"),
        ("pads", "entity.name.type.resource"), ("get", "entity.name.function.method"), ("A", "string.quoted.double"),
        ("|", "keyword.operator"), (".title", "variable.other.property"),
      ]
    ),
    (
      "pads.list(sort: 'it''s', page: 2)",
      [
        ("pads", "entity.name.type.resource"), ("list", "entity.name.function.method"),
        ("sort", "entity.other.attribute-name"), ("it", "string.quoted.single"), ("''", "constant.character.escape"),
        ("s", "string.quoted.single"), ("page", "entity.other.attribute-name"), ("2", "constant.numeric"),
      ]
    ),
    (
      #""a\n\(1 + (2)) \q" | @csv, @17, @last, @base64 "x""#,
      [
        ("a", "string.quoted.double"), (#"\n"#, "constant.character.escape"),
        (#"\("#, "punctuation.section.interpolation.begin"), ("1", "constant.numeric"), ("2", "constant.numeric"),
        (")", "punctuation.section.interpolation.end"), (#"\q"#, "invalid.illegal.escape"),
        ("@csv", "support.function.format"), ("@17", "constant.other.exchange"), ("@last", "constant.other.exchange"),
        ("@base64", "support.function.format"), ("x", "string.quoted.double"),
      ]
    ),
    (
      "print \"\"\"\n  Dear \\($name)\n  \"\"\"\nlet y = 1",
      [
        ("  Dear ", "string.quoted.triple"), ("$name", "variable.other"), ("let", "keyword.control.statement"),
      ]
    ),
    (
      "for q in $questions[] parallel 4 keep going { save . to \"x.csv\" }",
      [
        ("for", "keyword.control.statement"), ("q", "variable.other.declaration"), ("in", "keyword.control.statement"),
        ("$questions", "variable.other"), ("parallel", "keyword.control.statement"), ("4", "constant.numeric"),
        ("keep going", "keyword.control.statement"), ("save", "keyword.control.statement"),
        ("to", "keyword.control.statement"), ("x.csv", "string.quoted.double"),
      ]
    ),
    (
      "param since: date = \"2026\"",
      [("param", "keyword.control.statement"), ("since", "variable.parameter"), ("date", "storage.type")]
    ),
    (
      "def twice($x): if $x then reduce .[] as $i (0; . + $i) else m::f(null) end;",
      [
        ("def", "keyword.control"), ("twice", "entity.name.function"), ("if", "keyword.control"),
        ("then", "keyword.control"), ("reduce", "keyword.control"), ("as", "keyword.control"),
        ("else", "keyword.control"),
        ("m::f", "support.function"), ("null", "constant.language"), ("end", "keyword.control"),
      ]
    ),
    (
      "do { stop 1 } catch error { print $error.kind and true }",
      [
        ("do", "keyword.control.statement"), ("stop", "keyword.control.statement"),
        ("catch", "keyword.control.statement"),
        ("error", "variable.other.declaration"), ("$error", "variable.other"), (".kind", "variable.other.property"),
        ("and", "keyword.operator.logical"), ("true", "constant.language"),
      ]
    ),
    (
      "[.[] | .a?, .5, 1.5e-3]",
      [(".a", "variable.other.property"), (".5", "constant.numeric"), ("1.5e-3", "constant.numeric")]
    ),
    ("{if: 1, \"a b\": .then}", [("if", "entity.other.attribute-name"), (".then", "variable.other.property")]),
    (
      "to_entries | index(\"to\") | input_line_number",
      [("to_entries", "support.function"), ("index", "support.function")]
    ),
  ]

  @Test("A part of a text has the expected scope", arguments: cases.indices)
  func hasScopes(index: Int) throws {
    let (text, expected) = Self.cases[index]
    let tokens = try Self.grammar().tokens(of: text)
    var rest = tokens[...]
    for (part, scope) in expected {
      let token = TextMateGrammar.Token(text: part, scope: scope)
      let place = rest.firstIndex(of: token)
      #expect(place != nil, "\(token) in \(rest.map { "\($0.text) \($0.scope)" })")
      rest = rest[(place.map { $0 + 1 } ?? rest.endIndex)...]
    }
  }

  @Test("The grammar contains every statement keyword", arguments: Words.statements)
  func knowsStatement(word: String) throws {
    let rest = ["let": " a = 1", "param": " a", "for": " a in 1 { }", "def": " a: 1;", "use": " coderpad"]
    let tokens = try Self.grammar().tokens(of: word + (rest[word] ?? " \"a\""))
    #expect(tokens.first?.text == word && tokens.first?.scope.hasPrefix("keyword.control") == true, "\(tokens)")
  }
}
