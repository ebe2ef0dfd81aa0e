import Diagnostics
import JSON
import Query
import Script
import Testing

/// Results and outcomes of rows: `give`, `skip`, `fail`, `once`, `at most`, `let name = for …`.
@Suite struct RowStatementTests {
  @Test("A loop's variable holds the outcome of each row, in order", arguments: ["", "parallel 4"])
  func results(parallel: String) {
    let text = """
      let rows = for n in 1, 2, 3, 4 by "k\\(.)" \(parallel) keep going {
        if $n == 2 { skip "even" }
        if $n == 3 { fail "three" }
        give $n
        give $n * 10
      }
      $rows[] | [.row, .key, .state, .value, .error.kind, .error.message]
      """
    let lines = run(text).split(separator: "\n").filter { $0.hasPrefix("[") }
    #expect(
      lines == [
        #"[1,"k1","done",10,null,null]"#, #"[2,"k2","skipped",null,"skipped","even"]"#,
        #"[3,"k3","failed",null,"script","three"]"#, #"[4,"k4","done",40,null,null]"#, "[7]",
      ])
  }

  @Test func `Without keep going the first failed row ends the script, and the loop's variable is not bound`() {
    #expect(run("let rows = for n in 1, 2 { fail \"no\" }\nprint $rows").contains("no at 1:"))
    #expect(run("let rows = for n in empty { give 1 }\n$rows") == "[]")
  }

  @Test func `Rows of inner loops set the results of their own loop`() {
    let text = """
      let outer = for n in 1, 2 {
        let inner = for m in 10, 20 { give $n * $m }
        give [$inner[].value]
      }
      [$outer[].value]
      """
    #expect(run(text) == "[[10,20],[20,40]]")
  }

  @Test("once skips rows whose key has occurred before", arguments: ["", " parallel 3"])
  func once(parallel: String) {
    #expect(run("for n in 1, 2, 1, 3, 2 once\(parallel) { print $n }") == "| 1\n| 2\n| 3")
    #expect(run("for n in 1, 2, 3 once by (. % 2)\(parallel) { print $n }") == "| 1\n| 2")
    #expect(run("for n in {a: 1, b: 1}, {b: 2, a: 1} once by .a\(parallel) { print $n.b }") == "| 1")
    #expect(run("for n in {a: 1, b: 1}, {b: 1, a: 1} once\(parallel) { print $n.b }") == "| 1")
  }

  @Test func `at most refuses before the first row runs`() {
    #expect(run("for n in range(3) at most 3 { print $n }") == "| 0\n| 1\n| 2")
    let refused = run("for n in range(1000000000) at most 3 keep going { print $n }")
    #expect(refused.contains("the loop has more than 3 rows, and none of them ran") && refused.hasSuffix("[2]"))
    #expect(!refused.contains("| 0"))
  }

  @Test func `skip and fail end the row from any nested statement`() {
    let text = """
      for n in 1, 2, 3 keep going {
        do {
          if $n == 1 { skip }
          if $n == 2 { fail "two" }
        } catch e { print $e.message }
        print "end \\($n)"
      }
      """
    #expect(run(text) == "| two\n| end 2\n| end 3")
    #expect(run("fail \"no way\"") == "no way at 1:1\n[1]")
  }

  @Test(
    "give and skip are valid only in rows",
    arguments: [("give 1", "`give` belongs in a loop"), ("if true { skip }", "`skip` belongs in a loop")])
  func outside(text: String, message: String) {
    #expect(run(text).contains(message) && run(text).hasSuffix("[2]"))
  }

  @Test func `jq's own skip keeps its meaning`() {
    #expect(run("[skip(1; 1, 2, 3)]") == "[2,3]")
    #expect(run("skip(2; range(4))") == "2\n3")
    #expect(run("def skip: 5;\nskip") == "5")
  }

  @Test func `warn prints to standard error`() { #expect(run("warn 1, \"two\"") == "! 1\n! two") }

  @Test(
    "Arguments of wait are checked before anything runs",
    arguments: [
      "wait \"5 days\"", "wait until true every \"x\"", "wait until true for {}",
      "for n in 1 retry 1 after \"soon\" { }",
    ])
  func spans(text: String) {
    #expect(run(text).contains("takes a time span") && run(text).hasSuffix("[2]"))
  }

  @Test func `wait until continues once it is true, and fails with kind timeout after its limit`() {
    #expect(run("wait until true; print 1") == "| 1")
    #expect(run("do { wait until false every \"1s\" for 0 } catch e { print $e.kind }") == "| timeout")
    #expect(run("wait until false for 0").hasSuffix("[1]"))
  }
}
