import Foundation
import Glibc
import JSON
import Testing

/// What a resumed run does, and what it does not repeat.
@Suite(.serialized)
struct ResumeTests {
  private let folder: TemporaryFolder

  init() throws {
    folder = try TemporaryFolder()
  }

  private func run(_ sandbox: SandboxProcess, _ arguments: [String]) throws -> CommandResult {
    try edush(arguments, in: folder.url, environment: sandbox.variables)
  }

  private func json(_ arguments: String...) throws -> Value {
    try Value.parse(try edush(arguments, in: folder.url).output)
  }

  private func write(_ text: String, to name: String = "batch.eduscript") throws {
    try text.write(to: folder.url.appending(path: name), atomically: true, encoding: .utf8)
  }

  /// The requests to a path, by verb.
  private func count(_ sandbox: SandboxProcess, _ verb: String, _ path: String) throws -> Int {
    try sandbox.requests().count { $0["method"]?.string == verb && $0["path"]?.string?.hasSuffix(path) == true }
  }

  private static let twoWrites = """
    for n in range(3) by "row \\(.)" keep going {
      let member = coursepath.members.create(email: "n\\($n)@example.com", externalId: "\\(uuid) \\(now)")
      coursepath.members.update($member.id, company: "C\\($n)") | empty
      print "row \\($n)"
    }
    """

  @Test func `Completed rows are skipped, and completed writes are recalled`() throws {
    try write(Self.twoWrites)
    let faulty = try SandboxProcess(arguments: ["--fault", "coursepath.members.update:429=0#1"])
    let first = try run(faulty, ["run", "batch.eduscript"])
    #expect(first.status == 7 && first.output == "row 1\nrow 2\n", "\(first.error)")
    let resumed = try run(faulty, ["resume", "1"])
    #expect(resumed.status == 0 && resumed.output == "row 0\n", "\(resumed.error)")
    #expect(try count(faulty, "POST", "/members") == 3)
    let run = try json("runs", "show", "1")
    #expect(run["state"] == "done" && run["counts"]?["done"] == 3 && run["counts"]?["writes"] == 6)
    #expect(run["rows"]?.array?.first?["attempts"] == 2)
    #expect(try self.run(faulty, ["runs", "verify"]).status == 0)
    // There is nothing left to do.
    let again = try self.run(faulty, ["resume", "1"])
    #expect(again.status == 0 && again.output == "")
  }

  @Test func `A unit's now and uuid are repeated, and a different time does not change its rows`() throws {
    try write(
      """
      let start = now
      for n in 1, 2 by "\\($start) \\(.)" keep going {
        coursepath.members.create(email: "n\\($n)@example.com", externalId: "\\(uuid) \\(now)") | empty
        coursepath.members.update($n, company: "C") | empty
      }
      """)
    let sandbox = try SandboxProcess(arguments: ["--fault", "coursepath.members.update:429=0#1"])
    #expect(try run(sandbox, ["run", "batch.eduscript"]).status == 7)
    #expect(try run(sandbox, ["resume", "1"]).status == 0)
    #expect(try count(sandbox, "POST", "/members") == 2)
    #expect(try json("runs", "show", "1")["counts"]?["rows"] == 2)
  }

  @Test func `A killed run is interrupted, and resumes where it was`() throws {
    try write(
      """
      for n in range(2) by "row \\(.)" {
        coursepath.members.create(email: "n\\($n)@example.com") | empty
        coursepath.members.update(1, company: "C\\($n)") | empty
      }
      """)
    let sandbox = try SandboxProcess(arguments: ["--fault", "coursepath.members.update:hang#1"])
    let process = try WatchedProcess(["run", "batch.eduscript"], in: folder.url, environment: sandbox.variables)
    #expect(try process.wait { _ in try self.count(sandbox, "POST", "/members/1") == 1 }, "\(process.errors)")
    // While it runs, no other process can resume it.
    let other = try run(sandbox, ["resume", "1"])
    #expect(other.status == 2 && other.error.contains("in process \(process.identifier)"), "\(other.error)")
    _ = process.end(by: SIGKILL)
    let list = try json("runs").array?.first
    #expect(list?["state"] == "interrupted" && list?["in_doubt"] == 1)
    // The update is checked: the member does not have the sent values, so it is sent again.
    let resumed = try run(sandbox, ["resume", "1"])
    #expect(resumed.status == 0, "\(resumed.error)")
    #expect(try count(sandbox, "POST", "/members") == 2)
    let run = try json("runs", "show", "1")
    #expect(run["state"] == "done" && run["counts"]?["done"] == 2 && run["counts"]?["in_doubt"] == 0)
  }

  @Test func `A write whose response was lost is found, and not sent again`() throws {
    try write(
      """
      for n in range(3) by "row \\(.)" keep going {
        print coursepath.members.create(email: "n\\($n)@example.com").email
      }
      """)
    let sandbox = try SandboxProcess(arguments: ["--fault", "coursepath.members.create:truncated#1"])
    let first = try run(sandbox, ["run", "batch.eduscript"])
    #expect(first.status == 7 && first.error.contains("run 1: 1 in doubt"), "\(first.error)")
    let resumed = try run(sandbox, ["resume", "1"])
    #expect(resumed.status == 0 && resumed.output == "n0@example.com\n", "\(resumed.error)")
    #expect(try count(sandbox, "POST", "/members") == 3)
  }

  @Test(
    "A clock that was changed neither hides a created object nor claims an older one",
    arguments: ["+2d", "-400d"])
  func movedClock(offset: String) throws {
    try write(
      #"for n in range(2) keep going { print coderpad.questions.create(title: "Same", language: "ruby").title }"#)
    let sandbox = try SandboxProcess(arguments: ["--fault", "coderpad.questions.create:truncated#1"])
    #expect(
      try run(sandbox, ["-c", #"coderpad.questions.update(101, title: "Same", language: "ruby") | empty"#]).status == 0)
    let clock = [
      "LD_PRELOAD": "/usr/$LIB/faketime/libfaketime.so.1", "FAKETIME": offset, "FAKETIME_DONT_FAKE_MONOTONIC": "1",
      "FAKETIME_DONT_RESET": "1",
    ]
    // The first row's response is lost; the second row is sent, and creates an equal object.
    let first = try edush(
      ["run", "batch.eduscript"], in: folder.url, environment: sandbox.variables.merging(clock) { $1 })
    #expect(first.status == 7 && first.error.contains("1 in doubt"), "\(first.error)")
    let sent = try json("runs", "show", "2")["rows"]?.array?.first?["steps"]?.array?.first?["sent_at"]?.string ?? ""
    #expect(!sent.hasPrefix(Date.now.formatted(.iso8601.year().month().day())), "the clock was not moved: \(sent)")
    let resumed = try run(sandbox, ["resume", "2"])
    #expect(resumed.status == 0, "\(resumed.error)")
    #expect(try count(sandbox, "POST", "/questions") == 2)
  }

  @Test(
    "A write that cannot be verified is left in doubt, sent again, or assumed done",
    arguments: [("ask", 5, 1), ("probe", 5, 1), ("retry", 0, 2), ("skip", 0, 1)])
  func inDoubt(way: String, status: Int32, requests: Int) throws {
    try write("for n in 1 { coursepath.members.invite($n) | empty }")
    let sandbox = try SandboxProcess(arguments: ["--fault", "coursepath.members.invite:cut#1"])
    #expect(try run(sandbox, ["run", "--allow", "outward", "batch.eduscript"]).status == 5)
    let resumed = try run(sandbox, ["resume", "1", "--allow", "outward", "--in-doubt", way])
    #expect(resumed.status == status, "\(resumed.error)")
    #expect(try count(sandbox, "POST", "/invite") == requests)
  }

  @Test func `A fixed script resumes by its writes' content, not their positions`() throws {
    try write(
      """
      for n in range(2) by "row \\(.)" keep going {
        coursepath.members.create(email: "n\\($n)@example.com") | empty
        error("not yet")
      }
      """)
    let sandbox = try SandboxProcess()
    #expect(try run(sandbox, ["run", "batch.eduscript"]).status == 7)
    try write(
      """
      for n in range(2) by "row \\(.)" keep going {
        coursepath.members.update(1, company: "before") | empty
        print coursepath.members.create(email: "n\\($n)@example.com").email
      }
      """, to: "mended.eduscript")
    let resumed = try run(sandbox, ["resume", "1", "mended.eduscript"])
    #expect(resumed.status == 0 && resumed.output == "n0@example.com\nn1@example.com\n", "\(resumed.error)")
    #expect(try count(sandbox, "POST", "/members") == 2)
  }

  @Test func `A script that diverges stops its row before it sends`() throws {
    try write(
      """
      for n in 1, 2 keep going {
        if coursepath.members.get(1).company == "moved" { coursepath.members.update(2, name: "x") | empty }
        coursepath.members.create(email: "n\\($n)@example.com") | empty
        if coursepath.members.get(1).company != "moved" { error("not yet") }
      }
      """)
    let sandbox = try SandboxProcess()
    #expect(try run(sandbox, ["run", "batch.eduscript"]).status == 7)
    _ = try run(sandbox, ["--no-journal", "-c", "coursepath.members.update(1, company: \"moved\") | empty"])
    let resumed = try run(sandbox, ["resume", "1"])
    #expect(resumed.status == 7 && resumed.error.contains("the script went another way here"), "\(resumed.error)")
    #expect(try count(sandbox, "POST", "/members") == 2)
  }

  @Test func `Secrets are read again; parameters, modules and the folder are those of the run`() throws {
    try write("def mail: \"\\(.)@example.com\";", to: "names.jq")
    try write(
      """
      import "names" as names;
      param domain: string
      param key: secret
      for n in 1, 2 keep going {
        if $key == "wrong-secret" { error("no") }
        print "\\($n | tostring | names::mail) \\($domain)"
      }
      """)
    let sandbox = try SandboxProcess()
    _ = try run(sandbox, ["run", "batch.eduscript", "--domain", "a", "--key", "wrong-secret"])
    try FileManager.default.removeItem(at: folder.url.appending(path: "names.jq"))
    let missing = try run(sandbox, ["resume", "1"])
    #expect(missing.status == 2 && missing.error.contains("--key"), "\(missing.error)")
    let resumed = try runShell(
      "cd / && edush resume 1 --key right-secret", in: folder.url, environment: sandbox.variables)
    #expect(resumed.status == 0 && resumed.output == "1@example.com a\n2@example.com a\n", "\(resumed.error)")
  }

  @Test func `Only failed rows run again in a new run`() throws {
    try write("for n in range(4) by \"row \\(.)\" keep going { if $n % 2 == 1 { error(\"odd\") }; print $n }")
    let sandbox = try SandboxProcess()
    #expect(try run(sandbox, ["run", "batch.eduscript"]).status == 7)
    try write("for n in range(4) by \"row \\(.)\" keep going { print \"again \\($n)\" }")
    let again = try run(sandbox, ["run", "--only-failed", "1", "batch.eduscript"])
    #expect(again.status == 0 && again.output == "again 1\nagain 3\n", "\(again.error)")
    #expect(try json("runs", "show", "2")["counts"]?["rows"] == 2)
  }

  @Test func `Such a run resumes with its own rows only`() throws {
    try write("for n in range(4) by \"row \\(.)\" keep going { if $n % 2 == 1 { error(\"odd\") }; print $n }")
    let sandbox = try SandboxProcess()
    #expect(try run(sandbox, ["run", "batch.eduscript"]).status == 7)
    try write(
      "for n in range(4) by \"row \\(.)\" keep going { if $n == 3 { error(\"three\") }; print \"again \\($n)\" }")
    #expect(try run(sandbox, ["run", "--only-failed", "1", "batch.eduscript"]).output == "again 1\n")
    try write("for n in range(4) by \"row \\(.)\" keep going { print \"at last \\($n)\" }")
    let resumed = try run(sandbox, ["resume", "2", "batch.eduscript"])
    #expect(resumed.status == 0 && resumed.output == "at last 3\n", "\(resumed.output)\(resumed.error)")
  }

  @Test func `Rows missing from the source are reported`() throws {
    try write("key\na\nb\nc\n", to: "rows.csv")
    try write("for row in read_csv(\"rows.csv\") by .key keep going { if $row.key != \"a\" { error(\"no\") } }")
    let sandbox = try SandboxProcess()
    #expect(try run(sandbox, ["run", "batch.eduscript"]).status == 7)
    try write("key\nc\na\n", to: "rows.csv")
    let resumed = try run(sandbox, ["resume", "1"])
    #expect(resumed.status == 7 && resumed.error.contains("no longer in the source: b"), "\(resumed.error)")
  }

  @Test func `A run in the sandbox does not resume with live accounts`() throws {
    _ = try edush(["--sandbox", "-c", "for n in 1 { error(\"no\") }"], in: folder.url)
    let live = try edush(["resume", "1"], in: folder.url)
    #expect(live.status == 2 && live.error.contains("ran in the sandbox"), "\(live.error)")
    #expect(try edush(["--sandbox", "resume", "1"], in: folder.url).status == 1)
  }
}
