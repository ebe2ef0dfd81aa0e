import Foundation
import Glibc
import JSON
import Testing

/// Files written by rows, scripts that run others, and waits between tries.
@Suite(.serialized) struct RowFileTests {
  private let folder: TemporaryFolder

  init() throws {
    folder = try TemporaryFolder()
  }

  private func write(_ text: String, to name: String = "s.eduscript") throws {
    try text.write(to: folder.url.appending(path: name), atomically: true, encoding: .utf8)
  }

  private func text(_ name: String) throws -> String {
    String(decoding: try Data(contentsOf: folder.url.appending(path: name)), as: UTF8.self)
  }

  private func run(_ arguments: String..., in sandbox: SandboxProcess? = nil) throws -> CommandResult {
    try edush(arguments, in: folder.url, environment: sandbox?.variables ?? [:])
  }

  @Test(
    "append adds whole lines, even from parallel rows, and writes the header once",
    arguments: ["csv", "tsv", "ndjson", "txt"])
  func appends(format: String) throws {
    try write(#"for n in range(200) parallel 16 { append {n: $n, text: "a,b\tc \($n)"} to "out.\#(format)" }"#)
    #expect(try run("run", "s.eduscript").status == 0)
    #expect(try run("run", "s.eduscript").status == 0)
    let lines = try text("out.\(format)").split(separator: "\n")
    let heading = ["csv": 1, "tsv": 1][format] ?? 0
    #expect(lines.count == 400 + heading)
    let read = try run(
      "-c", format == "csv" ? #"[read_csv("out.csv") | .n | tonumber] | sort | unique | length"# : "200")
    #expect(read.output == "200\n", "\(read.error)")
  }

  @Test func `append keeps to the existing columns`() throws {
    try write("b;a\n1;2\n", to: "out.csv")
    #expect(try run("-c", #"append {a: 4, b: 3} to "out.csv" with {separator: ";"}"#).status == 0)
    #expect(try text("out.csv") == "b;a\n1;2\n3;4\n")
    let other = try run("-c", #"append {a: 4, c: 3} to "out.csv" with {separator: ";"}"#)
    #expect(
      other.status == 1 && other.error.contains("`c` is not one of its columns, `b` is missing"), "\(other.error)")
    #expect(try text("out.csv") == "b;a\n1;2\n3;4\n")
    // A last line without a line break is not continued.
    try write("a\n1", to: "open.csv")
    #expect(try run("-c", #"append {a: 2} to "open.csv""#).status == 0)
    #expect(try text("open.csv") == "a\n1\n2\n")
  }

  @Test func `A row that runs again does not append twice, in the same process or another one`() throws {
    try write(
      """
      for n in range(3) by "row \\(.)" retry 1 after "0.01s" keep going {
        append {n: $n} to "out.ndjson"
        coursepath.members.update($n + 1, company: "C") | empty
        append "end \\($n)" to "out.txt"
      }
      """)
    let sandbox = try SandboxProcess(arguments: ["--fault", "coursepath.members.update:429=0#3"])
    let first = try run("run", "s.eduscript", in: sandbox)
    #expect(first.status == 7, "\(first.error)")
    #expect(try run("resume", "1", in: sandbox).status == 0)
    #expect(try text("out.ndjson").split(separator: "\n").sorted() == [#"{"n":0}"#, #"{"n":1}"#, #"{"n":2}"#])
    #expect(try text("out.txt").split(separator: "\n").count == 3)
    #expect(try run("runs", "verify").status == 0)
  }

  @Test func `A full disk leaves the file unchanged`() throws {
    try write("1\n", to: "out.txt")
    let result = try runShell(
      "ulimit -f 1; trap '' XFSZ; edush -c 'append (\"x\" * 5000) to \"out.txt\"'", in: folder.url)
    #expect(result.status == 1, "\(result.error)")
    #expect(try text("out.txt") == "1\n")
  }

  @Test func `save accepts several outputs for tables, and escapes spreadsheet formulas`() throws {
    let script =
      #"save ({a: "=1+1", b: -5}, {a: "-3", c: "@x"}) to "t.csv"; save {a: "=1"} to "k.csv" with {formulas: "keep", bom: true}"#
    let result = try run("-c", script)
    #expect(result.status == 0 && result.error.contains("gets a ' in front"), "\(result.error)")
    #expect(try text("t.csv") == "a,b,c\n'=1+1,-5,\n-3,,'@x\n")
    #expect(try text("k.csv") == "\u{FEFF}a\n=1\n")
  }

  @Test(
    "Options after with are checked first",
    arguments: [
      ("{separator: \"::\"}", "`separator` is one of"), ("{bom: 1}", "`bom` is true or false"),
      ("{formula: 1}", "did you mean `formulas`?"), ("1", "`with` takes an object"),
    ])
  func options(written: String, message: String) throws {
    let result = try run("-c", "save [{a: 1}] to \"a.csv\" with \(written)")
    #expect(result.status == 2 && result.error.contains(message), "\(result.error)")
  }

  @Test func `run runs another script with its parameters; stop ends only that script`() throws {
    try write(
      "param name: string\nparam n: int = 1\nprint \"\\($name) \\($n + 1)\"\nif $n == 5 { stop 3 }\nprint \"end\"",
      to: "b.eduscript")
    try write(
      #"run "b.eduscript" with {name: "Ada", n: "5"}; for x in 1, 2 { run "b.eduscript" with {name: $x} }; print "after""#
    )
    let result = try run("run", "s.eduscript")
    #expect(result.status == 0 && result.output == "Ada 6\n1 2\nend\n2 2\nend\nafter\n", "\(result.error)")
  }

  @Test(
    "A check includes the scripts that a script runs",
    arguments: [
      (#"run "none.eduscript""#, "cannot read none.eduscript"),
      (#"run "b.eduscript" with {nam: 1}"#, "has no parameter `nam`"),
      (#"run "b.eduscript" with {n: 1}"#, "needs the parameter `name`"),
      (#"run "c.eduscript""#, "has no method `gett`"),
    ])
  func checks(script: String, message: String) throws {
    try write("param name: string\nparam n: int = 1\nprint $name; print $n", to: "b.eduscript")
    try write("coderpad.pads.gett(1)", to: "c.eduscript")
    let result = try run("-c", "print \"sent\"; " + script)
    #expect(result.status == 2 && result.error.contains(message), "\(result.error)")
    #expect(result.output.isEmpty)
  }

  @Test func `A script that runs itself ends with an error, and another script's writes are undone with the run`()
    throws
  {
    try write(#"run "s.eduscript""#)
    let endless = try run("run", "s.eduscript")
    #expect(endless.status == 1 && endless.error.contains("scripts run inside one another"), "\(endless.error)")
    try write("for id in 1, 2 { coursepath.members.update($id, company: \"C\") | empty }", to: "b.eduscript")
    try write(#"run "b.eduscript"; coursepath.members.update(3, company: "C") | empty"#)
    let sandbox = try SandboxProcess()
    #expect(try run("run", "s.eduscript", in: sandbox).status == 0)
    let list = try Value.parse(try run("runs").output).array?.first
    #expect(list?["rows"] == 2 && list?["writes"] == 3)
  }

  @Test func `A retry waits as long as the provider requests, otherwise as the loop specifies`() throws {
    try write(#"for id in 1 retry 2 after "0.3s" { coursepath.members.update($id, company: "C") | empty }"#)
    let sandbox = try SandboxProcess(arguments: ["--fault", "coursepath.members.update:500#2"])
    // A write in doubt is probed, so each try is a request of its own.
    #expect(try run("run", "s.eduscript", in: sandbox).status == 0)
    let waited = try waits(at: sandbox)
    #expect(waited.count == 2 && waited[0] >= 0.3 && waited[1] >= 0.6, "\(waited)")
    let limited = try SandboxProcess(arguments: ["--fault", "coursepath.members.update:429=1#1"])
    #expect(try run("run", "s.eduscript", in: limited).status == 0)
    let refused = try waits(at: limited)
    #expect(refused.count == 1 && refused[0] >= 1, "\(refused)")
  }

  /// The seconds between the updates that a sandbox received.
  private func waits(at sandbox: SandboxProcess) throws -> [Double] {
    let times = try sandbox.requests().filter { $0["endpoint"] == "members.update" }.compactMap { $0["time"]?.double }
    return zip(times, times.dropFirst()).map { $1 - $0 }
  }
}
