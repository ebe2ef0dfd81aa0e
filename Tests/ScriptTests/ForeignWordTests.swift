import Diagnostics
import Query
import Script
import Testing

/// Words from other languages, and advice that works when it is pasted.
@Suite struct ForeignWordTests {
  /// A statement, and the text expected in its only finding.
  private static let table: [(String, String)] = [
    ("exit 3", "`stop 3`"), ("exit", "`stop` ends"), ("exit()", "`stop` ends"), ("quit_now = 1", "`let quit_now = 1`"),
    ("die \"x\"", "`stop`"), ("return 5", "`give 5`"), ("return", "`give …`"), ("continue", "`skip` continues"),
    ("next", "`skip` continues"), ("break", "`stop` ends"), ("while true { print 1 }", "wait until"),
    ("until $x > 3 { print 1 }", "wait until"), ("loop { print 1 }", "wait until"),
    ("foreach x in 1, 2 { print $x }", "`for name in expr { … }`"),
    ("repeat 3 { print 1 }", "`for name in expr { … }`"),
    ("try { print 1 }", "`do { … } catch e { … }`"),
    ("try { print 1 } catch e { print 2 }", "`do { … } catch e { … }`"),
    ("except e { print 1 }", "`do { … } catch e { … }`"),
    ("finally { print 1 }", "`do { … } catch e { … }`"), ("throw \"no\"", "`fail \"no\"`"),
    ("raise \"no\"", "`fail \"no\"`"),
    ("error \"no\"", "`fail \"no\"`"), ("panic \"no\"", "`fail \"no\"`"), ("sleep 5", "`wait \"5s\"` pauses"),
    ("sleep(5)", "`wait \"5s\"` pauses"), ("pause 5", "`wait \"5s\"` pauses"), ("eprint \"x\"", "`warn \"x\"`"),
    ("perror \"x\"", "`warn \"x\"`"), ("printf \"x\"", "`print \"x\"`"), ("println \"x\"", "`print \"x\"`"),
    ("echo \"x\"", "`print \"x\"`"), ("puts \"x\"", "`print \"x\"`"), ("say \"x\"", "`print \"x\"`"),
    ("log \"x\"", "`print \"x\"`"), ("console.log(\"x\")", "`print"), ("pp \"x\"", "`print \"x\"`"),
    ("var x = 5", "`let name = expr`"), ("const x = 5", "`let name = expr`"), ("local x = 5", "`let name = expr`"),
    ("export X=5", "`let name = expr`"), ("x = 5", "`let x = 5`"), ("func f(x) { print 1 }", "`def name($x): expr;`"),
    ("function f { print 1 }", "`def name($x): expr;`"), ("fn f() { print 1 }", "`def name($x): expr;`"),
    ("sub f { print 1 }", "`def name($x): expr;`"), ("elseif true { print 1 }", "`elif expr"),
    ("elsif true { print 1 }", "`elif expr"), ("unless true { print 1 }", "`if expr | not"),
    ("switch 1 { print 1 }", "`if expr { … } elif"), ("case 1 { print 1 }", "`if expr { … } elif"),
    ("async print 1", "parallel 8"), ("await 1", "parallel 8"), ("require \"x\"", "`import \"module\" as name;`"),
    ("from x import y", "`import \"module\" as name;`"), ("source \"x.eduscript\"", "`run \"other.eduscript\""),
    ("exec \"x\"", "`run \"other.eduscript\""), ("cd /tmp", "read_text"), ("ls", "read_text"), ("cat x", "read_text"),
    ("pass", "a block may be empty"), ("assert_eq 1, 2", "`assert a == b"), ("expect 1 == 2", "`assert a == b"),
    ("class Foo { print 1 }", "eduscript has no types"), ("new Foo()", "eduscript has no types"),
    ("fi", "blocks end with `}`"),
    ("done", "blocks end with `}`"), ("pritn \"x\"", "did you mean `print \"x\"`?"),
    ("lte x = 5", "did you mean `let x = 5`?"),
    ("asert 1 == 1", "did you mean `assert 1 == 1`?"),
    ("savee 1 to \"a.json\"", "did you mean `save 1 to \"a.json\"`?"),
    ("parm x: int", "did you mean `param x: int`?"),
    ("len", "`length`"), ("None", "`null`"), ("True", "`true`"), ("\"a\" | toUpper", "`ascii_upcase`"),
    ("[1] | filter(. > 0)", "`map(select(expr))`"), ("\"5\" | parseInt", "`tonumber`"), ("[1] | sum", "`add`"),
    ("{} | stringify", "`tojson`"), ("coderpad.pads.get(id = \"X\")", "`id: \"X\"`"),
    ("for row in {id: 1} { print row.id }", "did you mean `$row.id`?"),
    ("let n = 1; n += 1; $n", "`let n = $n + 1`"), ("let n = 1; $n = 2; $n", "`let n = 2`"),
    ("let n = 1; $n += 1; $n", "`let n = $n + 1`"),
  ]

  @Test("gets one finding, with advice", arguments: table)
  func advice(text: String, wanted: String) {
    let findings = Checker.check(SourceText(name: "s", text: text), environment: FakeWorld()).findings
    let errors = findings.filter { $0.severity == .error }
    #expect(errors.count == 1, "\(text): \(errors.map { [$0.message, $0.hint ?? ""] })")
    #expect(errors.first?.hint?.contains(wanted) == true, "\(text): \(errors.map { [$0.message, $0.hint ?? ""] })")
  }

  @Test("The text after a foreign statement is still checked")
  func goesOn() {
    let text = "while true {\n  print 1\n  for x in 1 { print $x }\n}\nprint $missing"
    let findings = Checker.check(SourceText(name: "s", text: text), environment: FakeWorld()).findings
    #expect(findings.count == 2 && findings.last?.message.contains("$missing is not defined") == true, "\(findings)")
  }

  @Test(
    "Words that exist in jq or in scripts keep their meaning",
    arguments: [
      "def sleep: 5;\nsleep", "[1, 2] | until(length == 2; .)", "try error(\"x\") catch .", "1 as $x | $x", "log",
      "[.[]?]",
      "def while_: 1;\nwhile_", "range(3) | select(. > 1)", "{a: 1} | .a = 2", "{n: 1} | .n += 1",
      "label $f | 1, break $f",
      "try {a: 1} catch .", "reduce range(3) as $i (0; . + $i)", "foreach range(3) as $i (0; . + $i)",
      "repeat(empty)", "[limit(3; repeat(1))]", "10 | exp10", "match(\"x\")?", "def exit: 1;\nexit", "input?", "halt",
      "def x: .a;\n{a: 1} | x = 2",
    ])
  func untouched(text: String) {
    let findings = Checker.check(SourceText(name: "s", text: text), environment: FakeWorld()).findings
    #expect(findings.filter { $0.severity == .error }.isEmpty, "\(findings)")
  }
}
