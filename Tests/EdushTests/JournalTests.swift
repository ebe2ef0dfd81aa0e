import Foundation
import Glibc
import JSON
import Testing

/// The journal of a run, and runs whose journal cannot be written.
@Suite(.serialized)
struct JournalTests {
  private let folder: TemporaryFolder
  private let sandbox: SandboxProcess

  init() throws {
    folder = try TemporaryFolder()
    sandbox = try SandboxProcess()
  }

  private func run(_ arguments: String..., variables: [String: String] = [:]) throws -> CommandResult {
    try edush(arguments, in: folder.url, environment: sandbox.variables.merging(variables) { $1 })
  }

  private func json(_ arguments: String...) throws -> Value {
    let result = try edush(arguments, in: folder.url, environment: sandbox.variables)
    #expect(result.status == 0, "\(result.error)")
    return try Value.parse(result.output)
  }

  private func write(_ text: String, to name: String) throws {
    try text.write(to: folder.url.appending(path: name), atomically: true, encoding: .utf8)
  }

  private var journal: String { folder.url.appending(path: ".edush/journal.db").path() }

  @Test func `A run is recorded with its rows, their writes, and the objects before and after`() throws {
    try write(
      """
      param word: string
      param key: secret
      for id in 1, 2 by "member \\(.)" {
        coursepath.members.update($id, company: $word) | empty
        if $id == 2 { error("two") }
      }
      """, to: "change.eduscript")
    let result = try run("run", "change.eduscript", "--word", "ACME", "--key", "planted-secret")
    #expect(result.status == 1)
    #expect(result.error.contains("run 1: 1 row failed; go on with: edush resume 1"), "\(result.error)")
    let run = try json("runs", "show", "1")
    #expect(run["script"]?["name"] == "change.eduscript" && run["parameters"] == ["word": "ACME"])
    #expect(run["state"] == "failed" && run["exit_code"] == 1 && run["kind"] == "run")
    let counts: Value = [
      "rows": 2, "done": 1, "failed": 1, "skipped": 0, "in_doubt": 0, "left": 0, "writes": 2,
    ]
    for (name, count) in counts.object ?? [:] { #expect(run["counts"]?[name] == count, "\(name.string)") }
    let rows = run["rows"]?.array ?? []
    #expect(rows.map { $0["key"] } == ["member 1", "member 2"] && rows.map { $0["state"] } == ["done", "failed"])
    #expect(rows.last?["error"]?["message"] == "two" && rows.last?["row"] == 2)
    let step = rows.first?["steps"]?.array?.first
    #expect(step?["method"] == "members.update" && step?["class"] == "write" && step?["state"] == "done")
    #expect(step?["arguments"]?["company"] == "ACME" && step?["target"] == "1")
    #expect(step?["before"]?["id"] != nil && step?["before"]?["company"] != "ACME")
    #expect(step?["after"]?["company"] == "ACME")
    // Neither the secret nor its hash is anywhere.
    #expect(try Data(contentsOf: URL(filePath: journal)).range(of: Data("planted-secret".utf8)) == nil)
    let mode = try FileManager.default.attributesOfItem(atPath: journal)[.posixPermissions] as? Int
    #expect(mode == 0o600)
  }

  @Test func `Reads outside rows, dry runs and runs with the journal off leave no trace`() throws {
    _ = try run("-c", "coursepath.members.get(1)")
    _ = try run("--dry-run", "-c", "for n in 1, 2 { coursepath.members.update($n, company: \"A\") }")
    _ = try run("--read-only", "-c", "for n in 1, 2 { coursepath.members.get($n) }")
    _ = try run("--no-journal", "-c", "for n in 1, 2 { print $n }")
    _ = try run("-c", "for n in 1, 2 { print $n }", variables: ["EDUSH_JOURNAL": "off"])
    #expect(!FileManager.default.fileExists(atPath: journal))
    #expect(try json("runs") == [])
    _ = try run("-c", "for n in 1, 2 { print $n }")
    let runs = try json("runs").array ?? []
    #expect(runs.count == 1 && runs.first?["rows"] == 2 && runs.first?["state"] == "done")
    #expect(runs.first?["script"] == "-c" && runs.first?["writes"] == 0)
  }

  @Test func `The list starts with the newest run and has at most twenty`() throws {
    for n in 1...22 { _ = try run("-c", "for n in \(n) { print $n }") }
    #expect(try json("runs").array?.compactMap { $0["run"]?.int } == Array((3...22).reversed()))
    #expect(try json("runs", "--all").array?.count == 22)
    #expect(try run("runs", "show", "99").status == 2)
  }

  @Test(
    "verify detects changed, removed and added records",
    arguments: [
      ("UPDATE event SET content = replace(content, 'members.update', 'members.create') WHERE number = 4", "event 4"),
      ("DELETE FROM event WHERE number = 3", "event 3 is missing"),
      ("DELETE FROM event WHERE number = (SELECT max(number) FROM event)", "is missing"),
      ("INSERT INTO event SELECT run, number + 1, content, hash FROM event ORDER BY number DESC LIMIT 1", "added"),
    ])
  func verify(change: String, fault: String) throws {
    _ = try run("-c", "for n in 1, 2, 3 { coursepath.members.update($n, company: \"A\") | empty }")
    #expect(try run("runs", "verify").status == 0)
    let result = try runShell("sqlite3 .edush/journal.db \"\(change)\"", in: folder.url)
    #expect(result.status == 0, "\(result.error)")
    let verified = try run("runs", "verify", "1")
    #expect(verified.status == 1 && verified.error.contains(fault), "\(verified.error)")
  }

  /// Of the journal; nil where it is a folder.
  private func contents() throws -> Data? {
    var isFolder: ObjCBool = false
    try #require(FileManager.default.fileExists(atPath: journal, isDirectory: &isFolder))
    return isFolder.boolValue ? nil : try Data(contentsOf: URL(filePath: journal))
  }

  @Test(
    "A journal that cannot be written ends the run before anything is sent",
    arguments: ["garbage", "newer", "folder"])
  func unusable(kind: String) throws {
    try FileManager.default.createDirectory(
      at: folder.url.appending(path: ".edush"), withIntermediateDirectories: true)
    switch kind {
    case "garbage": try write(String(repeating: "no database ", count: 1000), to: ".edush/journal.db")
    case "newer":
      _ = try runShell("sqlite3 .edush/journal.db 'PRAGMA user_version = 99; CREATE TABLE t (a)'", in: folder.url)
    default: try FileManager.default.createDirectory(atPath: journal, withIntermediateDirectories: true)
    }
    let before = try contents()
    let result = try run("-c", "coursepath.members.get(1) | empty; coursepath.members.update(1, company: \"A\")")
    #expect(result.status == 2 && result.error.contains("the journal"), "\(result.status) \(result.error)")
    #expect(try sandbox.requests().isEmpty)
    #expect(try contents() == before)
    let doctor = try run("doctor")
    #expect(
      doctor.status == 2 && doctor.output.contains("journal.db") && doctor.output.contains("mv "), "\(doctor.output)")
    // Reads, and runs without a journal, continue.
    #expect(try run("-c", "coursepath.members.get(1).id").output == "1\n")
    #expect(try run("--no-journal", "-c", "coursepath.members.update(1, company: \"A\") | empty").status == 0)
  }

  @Test func `A disk that fills up ends the run, and the writes sent are known`() throws {
    let server = try LocalServer { _ in LocalServer.json("{\"text\": \"\(String(repeating: "x", count: 3000))\"}") }
    try write(
      "for n in range(99) keep going { coderpad.request(\"POST\", \"/api/things\") | empty }", to: "full.eduscript")
    let result = try runShell(
      "trap \"\" XFSZ; ulimit -f 300; edush run --yes full.eduscript", in: folder.url, environment: server.variables)
    #expect(result.status == 5 && result.error.contains("the journal"), "\(result.status) \(result.error)")
    let sent = server.requests
    #expect((1..<99).contains(sent), "\(sent)")
    let run = try json("runs", "show", "1")
    // Only the outcome of the last write may be unknown.
    let known = (run["rows"]?.array ?? []).flatMap { $0["steps"]?.array ?? [] }.count { $0["sent_at"] != .null }
    #expect(known == sent, "\(known) \(sent)")
    #expect(try self.run("runs", "verify").status == 0)
  }

  @Test func `Export and merge join the shards of a script; a duplicate row is an error`() throws {
    try write("for n in range(20) by \"row \\(.)\" { print $n }", to: "rows.eduscript")
    for shard in 1...3 { _ = try run("run", "--shard", "\(shard)/3", "rows.eduscript") }
    for shard in 1...3 { _ = try runShell("edush runs export \(shard) > s\(shard)", in: folder.url) }
    let merged = try json("runs", "merge", "s1", "s2", "s3")
    #expect(merged["run"] == 4)
    let run = try json("runs", "show", "4")
    #expect(run["counts"]?["rows"] == 20 && run["counts"]?["done"] == 20)
    let keys = Set((run["rows"]?.array ?? []).compactMap { $0["key"]?.string })
    #expect(keys == Set((0..<20).map { "row \($0)" }))
    #expect(try self.run("runs", "verify", "4").status == 0)
    let lacking = try self.run("runs", "merge", "s1", "s3")
    #expect(lacking.status == 0 && lacking.error.contains("no file has shard 2/3"), "\(lacking.error)")
    let doubled = try self.run("runs", "merge", "s1", "s2", "s1")
    #expect(doubled.status == 2 && doubled.error.contains("row row "), "\(doubled.error)")
  }

  @Test func `prune removes old runs, but none with writes in doubt`() throws {
    _ = try run("-c", "for n in 1 { print $n }")
    let faulty = try SandboxProcess(arguments: ["--fault", "coursepath.members.invite:cut"])
    _ = try edush(
      ["--yes", "-c", "for n in 1 { coursepath.members.invite($n) }"], in: folder.url, environment: faulty.variables)
    #expect(try json("runs").array?.first?["in_doubt"] == 1)
    #expect(try run("runs", "prune", "--older", "0s").status == 0)
    #expect(try json("runs").array?.compactMap { $0["run"]?.int } == [2])
    _ = try run("runs", "prune", "--older", "0s", "--in-doubt")
    #expect(try json("runs") == [])
  }

  @Test func `Ten runs at once share one journal`() throws {
    let words = ["-c", "for n in range(5) { coursepath.members.update(1, company: \"A\") | empty }"]
    let results = try edushAtOnce(
      Array(repeating: words, count: 10), in: folder.url, environment: sandbox.variables, seconds: 120)
    #expect(results.allSatisfy { $0.status == 0 }, "\(results.map(\.error))")
    let runs = try json("runs").array ?? []
    #expect(runs.count == 10 && runs.allSatisfy { $0["writes"] == 5 && $0["state"] == "done" })
    #expect(try run("runs", "verify").status == 0)
  }
}
