import Diagnostics
import Foundation
import JSON
import Query
import Script
import Synchronization
import Testing

@Suite("The interpreter") struct InterpreterTests {
  @Test("shows results, and makes each the last value") func lastValue() {
    #expect(run("1 + 1\n. * 10\n1, 2\nlength\nempty\n.") == "2\n20\n1\n2\n2\n2")
  }

  @Test("prints strings raw and other values as JSON") func printing() {
    #expect(run(#"print "a\tb", [1], null"#) == "| a\tb\n| [1]\n| null")
  }

  @Test("binds one value with let, and reports an error for several") func binding() {
    #expect(run("let x = 3\nlet x = $x + 1\nprint $x") == "| 4")
    #expect(run("let x = 1, 2\nprint $x") == "`let x` needs one value, and there were several at 1:9\n[1]")
    #expect(run("let x = empty\nprint $x") == "`let x` needs one value, and there was none at 1:9\n[1]")
  }

  @Test("sees definitions from their place on") func definitions() {
    #expect(run("let y = 2\ndef f(g; $n): g + $n + $y; f(1; 3)\nlet y = 10\nf(0; 0), $y") == "6\n2\n10")
    #expect(run("def print(x): \"mine\"; print(1)") == "\"mine\"")
  }

  @Test("loads modules") func modules() {
    let texts = ["m": "def two: 2;", "n": "def three: 3;"]
    #expect(run("import \"m\" as m; include \"n\"; m::two + three", in: FakeWorld(texts: texts)) == "5")
    #expect(run("import \"m\" as m; def f: m::two + 1;\ninclude \"n\"; f + three", in: FakeWorld(texts: texts)) == "6")
    #expect(run("if true { include \"n\"; print three }\nthree", in: FakeWorld(texts: texts)).hasSuffix("[2]"))
    #expect(run("import \"nowhere\" as m;", in: FakeWorld(texts: texts)) == "module not found: nowhere at 1:8\n[2]")
  }

  @Test("forgets a block's bindings and its last value") func blocks() {
    #expect(run("5\nif true { let x = 1; 7; let y = . + $x; print $y }\n.") == "5\n7\n| 8\n5")
  }

  @Test("requires exactly one value for a decision") func decisions() {
    #expect(run("if 1 == 2 { print 1 } elif null { print 2 } else { print 3 }") == "| 3")
    #expect(run("if true, true { print 1 }") == "`if` needs one value, and there were several at 1:4\n[1]")
  }

  @Test("calls providers, with and without use") func calls() {
    let world = FakeWorld()
    let text = """
      coderpad@old.pads.get("A").id
      use coderpad@new
      pads.get("B") | .title
      questions.create({title: "T"}, language: "ruby") | .provider
      """
    #expect(run(text, in: world) == "\"A\"\n\"Pad\"\n\"coderpad@new\"")
    #expect(
      world.fake.calls == [
        "coderpad@old.pads.get(\"A\")", "coderpad@new.pads.get(\"B\")",
        "coderpad@new.questions.create({\"title\":\"T\"}, language: \"ruby\")",
      ])
  }

  @Test("requests only the pages that a loop needs") func lazyLoop() {
    let world = FakeWorld()
    let text = "for x in each(coderpad.pads.list) { print $x.n; if $x.n == 3 { stop 4 } }"
    #expect(run(text, in: world) == "| 1\n| 2\n| 3\n[4]")
    #expect(world.fake.calls == ["pages of coderpad.pads", "page 1", "page 2"])
  }

  @Test("ends at the first failing row") func failingRow() {
    let text = "for id in \"a\", \"gone\", \"b\" { print coderpad.pads.get($id).id }"
    #expect(
      run(text) == """
        | a
        no such pad at 1:36
          id: is unknown
          status 404, exchange @3
          in row 2: id = "gone"
        [4]
        """)
  }

  @Test("keeps going, and exits 7") func keepGoing() {
    let text =
      "for id in \"a\", \"gone\", \"b\" keep going { print coderpad.pads.get($id).id }\nprint \"end\""
    #expect(run(text) == "| a\nerror: no such pad\n| b\nwarning: 1 of 3 rows failed\n| end\n[7]")
  }

  @Test("continues with its own text after a command ran another one") func nested() {
    // The expressions of both texts have the same positions.
    let world = FakeWorld(commandTexts: ["edit": "let a = 5\nlet j  = 6; print 999;  print 999"])
    let interpreter = Interpreter(world, mode: .prompt)
    _ = interpreter.execute("for i in 1, 2 { edit\nprint 111; print $i }")
    #expect(world.lines == ["| 999", "| 999", "| 111", "| 1", "| 999", "| 999", "| 111", "| 2"])
  }

  @Test("shows the failure in its own text after a command ran another one") func nestedFailure() {
    let world = FakeWorld(commandTexts: ["edit": "for x in 1, 2 keep going { error(\"inner\") }"])
    let interpreter = Interpreter(world, mode: .prompt)
    let outcome = interpreter.execute("for i in 1, 2 keep going { edit; error(\"outer\") }")
    #expect(outcome.exitCode == 7)
    #expect(world.lines.filter { $0 == "warning: 2 of 2 rows failed" }.count == 3)
    let failing = interpreter.execute("for i in 1 { edit; error(\"boom\") }")
    #expect(failing.diagnostics.first?.source?.name == "prompt")
  }

  @Test("retries failed rows, and shows the last try") func retry() {
    let text = "for id in \"flaky\" retry 2 { print \"try\"; print coderpad.pads.get($id).id }"
    #expect(run(text, in: FakeWorld(failures: 2)) == "| try\n| flaky")
    #expect(
      run(text, in: FakeWorld(failures: 3)).hasSuffix("  exchange @7\n  in row 1: id = \"flaky\"\n[5]"))
  }

  @Test("runs rows in parallel and shows them in order") func parallel() {
    let text = """
      for id in "slow", "a", "slow", "b", "c", "d", "e", "f" parallel 4 {
        let pad = coderpad.pads.get($id)
        print "<" + $pad.id
        print $pad.id + ">"
      }
      """
    let expected = ["slow", "a", "slow", "b", "c", "d", "e", "f"].flatMap { ["| <\($0)", "| \($0)>"] }
    for _ in 0..<5 { #expect(run(text) == expected.joined(separator: "\n")) }
  }

  @Test("ends parallel rows at the first failure, or keeps going") func parallelFailures() {
    let rows = "\"slow\", \"gone\", \"a\""
    #expect(run("for id in \(rows) parallel 2 { print coderpad.pads.get($id).id }").hasSuffix("[4]"))
    #expect(
      run("for id in \(rows) parallel 2 keep going { print coderpad.pads.get($id).id }")
        == "| slow\nerror: no such pad\n| a\nwarning: 1 of 3 rows failed\n[7]")
    #expect(run("for i in range(1000) parallel 3 { if $i == 20 { stop 9 } }") == "[9]")
    #expect(run("for i in range(300) parallel 8 { assert $i >= 0 }\nprint 1") == "| 1")
  }

  @Test("catches errors as values") func catching() {
    let text = """
      do { coderpad.pads.get("gone") } catch e { print $e.kind, $e.status, $e.errors.id, $e.exchange, $e.at }
      do { error({a: 1}) } catch e { print $e.kind, $e.value }
      do { assert 1 == 2 } catch e { print $e.kind }
      """
    #expect(
      run(text) == "| api\n| 404\n| is unknown\n| 3\n| s.eduscript:1:6\n| script\n| {\"a\":1}\n| assert")
  }

  @Test("shows both sides of a failed comparison") func assertions() {
    #expect(run("assert 1 + 1 == 3, \"sums\"") == "assertion failed: sums at 1:8\n  left:  2\n  right: 3\n[6]")
    #expect(run("assert [1, 2] | length > 1\nassert true, \"x\"") == "")
    #expect(run("assert empty") == "assertion failed at 1:8\n  there was no value\n[6]")
    #expect(run("assert true, false") == "")
    #expect(run("assert false\n, \"m\"").hasPrefix("expected"))
    #expect(run("assert (true, null)") == "assertion failed at 1:8\n  the value is null\n[6]")
  }

  @Test(
    "shows long sides of a failed comparison from the first difference on",
    arguments: [
      ("[range(1000)] == [range(1001)]", "they differ at `.[1000]`", "missing", "1000"),
      ("[range(300)] == ([range(300)] | .[250] = {a: 1})", "they differ at `.[250]`", "250", "{\"a\":1}"),
      (
        "{a: {\"b c\": [range(99)]}} == {a: {\"b c\": [range(98), 0]}}", "they differ at `.a.\"b c\"[98]`", "98",
        "0"
      ), ("[range(99), {x: null}] == [range(99), {}]", "they differ at `.[99].x`", "null", "missing"),
      ("[range(99), {}] == [range(99), {x: null}]", "they differ at `.[99].x`", "missing", "null"),
      ("[range(99), {x: 1}] == [range(99), {}]", "they differ at `.[99].x`", "1", "missing"),
      (
        "\"\" + \"a\" * 300 + \"b\" == \"a\" * 300 + \"c\"", nil, "…\"aaaaaaaaaaaaaaaaaaaab\"",
        "…\"aaaaaaaaaaaaaaaaaaaac\""
      ),
    ] as [(String, String?, String, String)])
  func differences(_ condition: String, _ place: String?, _ left: String, _ right: String) {
    let notes = [place, "left:  \(left)", "right: \(right)"].compactMap(\.self).map { "  \($0)\n" }.joined()
    #expect(run("assert \(condition)") == "assertion failed at 1:8\n\(notes)[6]")
  }

  @Test("is interrupted while asking a question") func interruptedQuestion() {
    let world = FakeWorld(confirmation: .no)
    world.cancelsAtQuestions()
    #expect(run("confirm \"sure?\"", in: world) == "[130]")
    #expect(run("param q\nprint $q", in: world) == "[130]")
  }

  @Test("gives advice where a value is missing") func missingValue() {
    let outcome = Interpreter(FakeWorld()).run(SourceText(name: "s", text: "let x = empty\nprint $x"))
    #expect(
      outcome.failure?.hint == "write `[ … ]` for a list that may be empty, or `… // default` for a value in its place")
  }

  @Test("asks for confirmation") func confirming() {
    #expect(run("confirm \"sure?\"\nprint 1", in: FakeWorld(confirmation: .yes)) == "| 1")
    #expect(run("confirm \"sure?\"", in: FakeWorld(confirmation: .no)) == "not confirmed: sure? at 1:1\n[1]")
    #expect(run("confirm \"sure?\"").hasSuffix("[8]"))
  }

  @Test("stops and halts with a status") func stopping() {
    #expect(run("print 1\nstop\nprint 2") == "| 1")
    #expect(run("stop 300") == "`stop` takes a status from 0 to 255, not 300 at 1:6\n[2]")
    #expect(run("let n = 300\nstop $n") == "`stop` takes a status from 0 to 255, not 300 at 2:6\n[1]")
    #expect(run("1 | halt_error(3)") == "[3]")
  }

  @Test("logs in and out") func sessions() {
    #expect(
      run("login tutrex@a token: \"x\" + \"y\", n: 1\nlogout tutrex@a")
        == "login tutrex@a {\"token\":\"xy\",\"n\":1}\nlogout tutrex@a")
  }

  @Test("keeps jq's message of an uncaught error") func uncaught() {
    #expect(run("print 1\n{} | .a.b\n[] | error(\"no\")") == "| 1\nnull\nno at 3:6\n[1]")
    #expect(run("error({x: 1})") == "(not a string): {\"x\":1} at 1:1\n[1]")
  }

  @Test("ends when it is interrupted") func interruption() {
    let world = FakeWorld()
    world.state.withLock { $0.isCancelled = true }
    #expect(run("print 1", in: world) == "[130]")
  }

  @Test("keeps scope and last value from line to line at the prompt") func prompt() {
    let world = FakeWorld()
    let interpreter = Interpreter(world, mode: .prompt)
    for line in [
      "[1, 2]", "let a = .", "def f: map(. + 1);", "$a | f", "| length", "use coderpad@x", "pads.get(\"A\").id",
      "set output table", "help 'a b' c",
    ] {
      #expect(interpreter.execute(line).exitCode == 0)
    }
    #expect(world.lines == ["[1,2]", "[2,3]", "2", "\"A\"", "command set [output,table]", "command help [a b,c]"])
    #expect(interpreter.execute("$b").exitCode == 2)
    #expect(interpreter.execute("@3.id").exitCode == 0)
    #expect(interpreter.execute("@33").exitCode == 1)
    #expect(interpreter.last == 3)
    #expect(interpreter.account == Account("coderpad", profile: "x"))
  }

  @Test("sends nothing while a script has errors") func checksFirst() {
    let world = FakeWorld()
    let text = "coderpad.pads.get(\"A\")\nprint $nope\ncoderpad.pads.gett(\"B\")"
    #expect(run(text, in: world).hasSuffix("[2]"))
    #expect(world.fake.calls == [])
  }

  @Test("saves files completely, through links, with their mode") func saving() throws {
    let folder = FileManager.default.temporaryDirectory.appending(path: "edush-script-\(UUID())")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let path = folder.path
    try Data("old".utf8).write(to: folder.appending(path: "real.ndjson"))
    try FileManager.default.setAttributes([.posixPermissions: 0o640], ofItemAtPath: path + "/real.ndjson")
    try FileManager.default.createSymbolicLink(atPath: path + "/link.ndjson", withDestinationPath: "real.ndjson")
    #expect(run("let d = \"\(path)\"\nsave 1, 2 to $d + \"/link.ndjson\"\nsave [1] to \"\\($d)/new.json\"") == "")
    #expect(try String(contentsOfFile: path + "/real.ndjson", encoding: .utf8) == "1\n2\n")
    #expect(try FileManager.default.destinationOfSymbolicLink(atPath: path + "/link.ndjson") == "real.ndjson")
    let mode = try FileManager.default.attributesOfItem(atPath: path + "/real.ndjson")[.posixPermissions] as? Int
    #expect(mode == 0o640)
    #expect(
      try FileManager.default.contentsOfDirectory(atPath: path).sorted() == ["link.ndjson", "new.json", "real.ndjson"])
    #expect(run("save 1, 2 to \"\(path)/a.json\"").hasSuffix("[1]"))
    #expect(
      run("save 1 to \"/nowhere/at/all.json\"").hasSuffix("cannot be written: No such file or directory at 1:1\n[1]"))
    #expect(run("save 1 to \"a.xlsx\"").hasSuffix("at 1:11\n[2]"))
  }
}
