import JSON
import Script
import Testing

@Suite("Script parameters") struct ParameterTests {
  private let script = """
    param since: date = "2026-01-01"  "only later ones"
    param count: int = 3
    param dry = false
    param to: email = "a@b.c"
    param factor = 1.5
    param extra: json = null
    param file: path = "x"
    param due_date = "" "when"
    print [$since, $count, $dry, $to, $factor, $extra, $file, $due_date] | tojson
    """

  private func values(_ arguments: [String], _ world: FakeWorld = FakeWorld()) -> String {
    run(script, arguments, in: world)
  }

  @Test("have defaults") func defaults() {
    #expect(values([]) == #"| ["2026-01-01",3,false,"a@b.c",1.5,null,"x",""]"#)
  }

  @Test("are read from the command line and converted") func commandLine() {
    let arguments = [
      "--since", "2024-02-29", "--count=7", "--dry", "--to", "x@y", "--factor", "2", "--extra", "{\"a\":[1]}", "--file",
      "@f", "--due-date", "@@me",
    ]
    #expect(values(arguments) == #"| ["2024-02-29",7,true,"x@y",2,{"a":[1]},"@f","@me"]"#)
  }

  @Test("are read from files, standard input and the environment") func elsewhere() {
    let world = FakeWorld(environment: ["EDUSH_PARAM_since": "2025-12-31"], texts: ["n": "12\n", "-": "in\n"])
    #expect(
      values(["--count", "@n", "--due_date", "-"], world) == #"| ["2025-12-31",12,false,"a@b.c",1.5,null,"x","in"]"#)
  }

  @Test("from the environment are used unchanged") func environment() {
    let world = FakeWorld(environment: ["EDUSH_PARAM_DUE_DATE": "@me"])
    #expect(values([], world).hasSuffix(",\"@me\"]"))
  }

  @Test(
    "are refused if the type does not match",
    arguments: [
      ["--since", "2026-02-30"], ["--since", "tomorrow"], ["--count", "1.5"], ["--count", "x"], ["--dry=maybe"],
      ["--to", "nobody"], ["--factor", "abc"], ["--extra", "{"], ["--nope", "1"], ["loose"], ["--count"],
      ["--count", "1", "--count", "2"],
    ])
  func refused(_ arguments: [String]) {
    #expect(values(arguments).hasSuffix("[2]"))
    #expect(!values(arguments).contains("| ["))
  }

  @Test("are prompted for when they are missing") func asked() {
    #expect(run("param n: int\nprint $n + 1", in: FakeWorld(answers: ["n": "4"])) == "| 5")
    #expect(run("param n: int\nprint $n + 1") == "the parameter `--n` is missing at 1:1\n[2]")
  }

  @Test("report all their errors at once, without prompting") func faults() {
    let text = "param a: int\nparam b: int\nparam c: date\nprint $a"
    #expect(
      run(text, ["--b", "x"])
        == "`x` is not a whole number for `--b` at 2:1\nthe parameter `--a` is missing at 1:1\nthe parameter `--c` is missing at 3:1\n[2]"
    )
    let world = FakeWorld(answers: ["a": "1", "c": "2026-01-01"])
    #expect(run(text, ["--b", "x"], in: world).hasPrefix("`x` is not a whole number for `--b` at 2:1\n"))
    #expect(world.questions == [])
  }

  @Test("are prompted for again after an invalid answer, three times at most") func askedAgain() {
    let world = FakeWorld(answers: ["n": "many"])
    let shown = run("param n: int\nprint $n", in: world)
    #expect(shown.ranges(of: "`many` is not a whole number for `--n`").count == 3 && shown.hasSuffix("[2]"), "\(shown)")
    #expect(world.questions == ["n", "n", "n"])
  }

  @Test("of type bool are flags that also accept true and false") func flags() {
    let text = "param b = true\nparam c: bool = false\nprint $b, $c"
    #expect(run(text, ["--b", "false", "--c", "true"]) == "| false\n| true")
    #expect(run(text, ["--b", "--c"]) == "| true\n| true")
    #expect(run(text, ["--c", "false", "--b=false"]) == "| false\n| false")
    #expect(run(text, ["--b", "no"]) == "unexpected argument `no`\n[2]")
  }

  @Test("that are secret hide their defaults") func secretDefault() {
    let usage = run("param key: secret = \"s3cr3t\" \"to get in\"\nprint $key", ["--help"])
    #expect(usage.contains("--key SECRET  to get in (default: hidden)") && !usage.contains("s3cr3t"), "\(usage)")
  }

  @Test("cannot have the names of options that every script accepts") func reserved() {
    #expect(run("param help = 1\nprint $help").hasSuffix("[2]"))
  }

  @Test("are listed by --help") func help() {
    let usage = run(script, ["--help"])
    #expect(usage.contains("\n  --dry [true|false]"), "\(usage)")
    #expect(usage.hasPrefix("| usage: edush run s.eduscript [--since DATE] [--count INT] [--dry]"))
    #expect(usage.contains("\n  --since DATE        only later ones (default: \"2026-01-01\")\n"))
  }
}
