import Diagnostics
import Query
import Script
import Testing

@Suite("The token classifier") struct TokenClassifierTests {
  private func classes(_ text: String, provider: String? = nil) -> String {
    let source = SourceText(name: "t", text: text)
    return TokenClassifier.classify(text, catalog: FakeCatalog(), account: provider.map { Account($0) })
      .map { "\($0.kind.rawValue):\(source[$0.range])" }.joined(separator: " ")
  }

  @Test("distinguishes statements, names, calls and strings") func kinds() {
    #expect(
      classes("let x = coderpad@old.pads.get(id: 1, \"a\\n\\(.b)\") # c")
        == "statement:let function:x operator:= provider:coderpad provider:@old resource:.pads method:.get operator:( name:id operator:: number:1 operator:, string:\" string:a escape:\\n escape:\\( field:.b escape:) string:\" operator:) comment:# c"
    )
    #expect(
      classes("for x in 1 { print $x }")
        == "statement:for function:x statement:in number:1 operator:{ statement:print variable:$x operator:}")
    #expect(
      classes("pads.list | map(.a)", provider: "coderpad")
        == "resource:pads method:.list operator:| function:map operator:( field:.a operator:)")
    #expect(classes("help it's a \"topic") == "command:help argument:it's a \"topic")
    #expect(
      classes("if true then {a: @csv} else 'raw' end")
        == "keyword:if constant:true keyword:then operator:{ name:a operator:: format:@csv operator:} keyword:else string:'raw' keyword:end"
    )
    #expect(
      classes("# only\n@17, ) é 'open") == "comment:# only exchange:@17 operator:, invalid:) invalid:é string:'open")
  }

  @Test("covers any text in order") func order() {
    for text in [
      "\"\\(", "a.b(\n# x\n'", "help\nlet", "{ } ]\n\"\"\"\n a", "watch 5 .a | \"x", "", "run a # b\n1 # c\n",
    ] {
      var end = 0
      for token in TokenClassifier.classify(text) {
        #expect(token.range.lower >= end && token.range.upper > token.range.lower)
        end = token.range.upper
      }
      #expect(end <= text.utf8.count)
    }
  }
}

@Suite("The completion context") struct CompletionContextTests {
  /// The expectation at the `|` in a text.
  private func context(_ text: String) -> (CompletionContext.Expectation, String) {
    let parts = text.split(separator: "‸", omittingEmptySubsequences: false)
    let context = CompletionContext(parts.joined(), cursor: parts[0].utf8.count)
    #expect(context.range.upper == parts[0].utf8.count)
    return (context.expectation, context.prefix)
  }

  private let get = CallPath(path: ["coderpad", "pads", "get"])

  @Test(
    "knows what kind of word is expected",
    arguments: [
      ("‸", CompletionContext.Expectation.statement, ""), ("le‸", .statement, "le"), ("let x = ‸", .operand, ""),
      ("let x = co‸", .operand, "co"), ("use co‸", .provider, "co"), ("login ‸", .provider, ""),
      ("let x‸", .nothing, "x"),
      ("use coderpad@ol‸", .profile(provider: "coderpad"), "@ol"), ("$‸", .variable(bound: []), "$"),
      ("1 | $ab‸", .variable(bound: []), "$ab"),
      (". as $x‸", .nothing, "$x"), ("@‸", .format, "@"), ("@cs‸", .format, "@cs"),
      ("param x: in‸", .parameterType, "in"),
      ("help to‸", .argument(command: "help", words: []), "to"),
      ("diff @1 ‸", .argument(command: "diff", words: ["@1"]), ""),
      ("save . to \"ab/c‸", .path, "ab/c"), ("read_csv(\"x‸", .path, "x"),
      ("import \"‸", .module, ""),
      ("# le‸", .nothing, ""),
      ("\"abc‸", .nothing, ""), ("1 ‸", .infix, ""), ("1 | ‸", .operand, ""), ("for x in . ‸", .loopOption, ""),
      ("for x in . { ‸", .statement, ""), ("for x in . { pr‸ }", .statement, "pr"), ("f; pr‸", .statement, "pr"),
      ("f\npr‸", .statement, "pr"), ("f |\npr‸", .operand, "pr"), ("if . { f } else { ‸", .statement, ""),
      ("12‸", .nothing, "12"),
    ] as [(String, CompletionContext.Expectation, String)])
  func words(_ text: String, _ expected: CompletionContext.Expectation, _ prefix: String) {
    let found = context(text)
    #expect(found.0 == expected)
    #expect(found.1 == prefix)
  }

  @Test("knows the places of resources, methods, parameters and their values") func calls() {
    #expect(context("coderpad.‸") == (.member(CallPath(path: ["coderpad"]), of: .any), "."))
    #expect(context("coderpad@old.pa‸") == (.member(CallPath(path: ["coderpad"], profile: "old"), of: .any), ".pa"))
    #expect(context("[1, coderpad.pads.g‸") == (.member(CallPath(path: ["coderpad", "pads"]), of: .any), ".g"))
    #expect(context("coderpad.pads.get(‸") == (.parameter(call: get, given: [], position: 0), ""))
    #expect(context("coderpad.pads.get(id: 1, so‸") == (.parameter(call: get, given: ["id"], position: 0), "so"))
    #expect(context("coderpad.pads.get(1, \"so‸") == (.value(call: get, .bare(1)), "\"so"))
    #expect(context("request(\"‸") == (.value(call: CallPath(path: ["request"]), .bare(0)), "\""))
    #expect(context("coderpad.pads.get(id: ‸") == (.value(call: get, .named("id")), ""))
    #expect(context("coderpad.pads.get(id: \"ru‸") == (.value(call: get, .named("id")), "\"ru"))
    #expect(context("each(coderpad.pads.get(id: 1, ‸))") == (.parameter(call: get, given: ["id"], position: 0), ""))
  }

  @Test("knows which methods can be paged, and whose parameters an object's keys are") func nestedCalls() {
    let pads = CallPath(path: ["coderpad", "pads"])
    #expect(context("each(coderpad.pads.l‸") == (.member(pads, of: .list), ".l"))
    #expect(context("first(pages(coderpad.pads.‸))") == (.member(pads, of: .list), "."))
    #expect(context("each(x | coderpad.pads.‸") == (.member(pads, of: .any), "."))
    #expect(context("each(coderpad.pads.list(id: coderpad.pads.‸") == (.member(pads, of: .any), "."))
    #expect(context("coderpad.pads.get({so‸") == (.argumentKey(call: get, under: nil, of: FieldBase(.last)), "so"))
    #expect(context("coderpad.pads.get(1, {a: 2, ‸") == (.argumentKey(call: get, under: nil, of: FieldBase(.last)), ""))
    #expect(context("coderpad.pads.get(mail: {‸") == (.argumentKey(call: get, under: "mail", of: FieldBase(.last)), ""))
    #expect(context("coderpad.pads.get(f({a‸") == (.key(of: FieldBase(.last), given: []), "a"))
  }

  @Test("knows whose fields are expected") func fields() {
    #expect(context(".‸") == (.field(of: FieldBase(.last)), "."))
    #expect(context(".a.b[0].c‸") == (.field(of: FieldBase(.last, [.field("a"), .field("b"), .element])), ".c"))
    #expect(context("$x.a[].‸") == (.field(of: FieldBase(.variable("x"), [.field("a"), .element])), "."))
    #expect(context("map(.ti‸") == (.field(of: FieldBase(.last, [.element])), ".ti"))
    #expect(context(".[] | select(.a == 1) | .b‸") == (.field(of: FieldBase(.last, [.element])), ".b"))
    #expect(context("coderpad.pads.get(id: 1) | .ti‸") == (.field(of: FieldBase(.call(get))), ".ti"))
    #expect(context("coderpad.pads.get(id: 1).ti‸") == (.field(of: FieldBase(.call(get))), ".ti"))
    #expect(context("each(coderpad.pads.get) | select(.x‸") == (.field(of: FieldBase(.call(get), [.element])), ".x"))
    #expect(context("1 + .a‸") == (.field(of: FieldBase(.last)), ".a"))
    #expect(context(".a | {ti‸") == (.key(of: FieldBase(.last, [.field("a")]), given: []), "ti"))
    #expect(context("{a: 1, ‸") == (.key(of: FieldBase(.last), given: ["a"]), ""))
  }

  @Test("survives any text and any cursor") func anyText() {
    let text = "for x in a.b@c(\"\\(.d[1:].e // {f: 'g' }) | h ) { $i | .j? } ] do \"\"\"\n # k"
    for cursor in -1...(text.utf8.count + 1) { _ = CompletionContext(text, cursor: cursor) }
    for piece in ["(", "{", "[", ".", "map(", "| ", "\"\\("] {
      let long = String(repeating: piece, count: 5_000)
      _ = CompletionContext(long, cursor: long.utf8.count)
    }
  }
}
