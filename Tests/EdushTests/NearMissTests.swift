import Foundation
import JSON
import Query
import Testing

/// Scripts that are valid but not meant, each against the sandbox: none of their writes is sent.
struct NearMissTests {
  struct Case: Sendable, CustomTestStringConvertible {
    let name: String
    let script: String
    let arguments: String
    let status: Int32
    let words: [String]
    var testDescription: String { name }
  }

  static let cases: [Case] = {
    let file = BuiltProgram.checkout.appending(path: "Tests/EdushTests/Specs/near-misses.spec")
    let text = (try? String(contentsOf: file, encoding: .utf8)) ?? ""
    return text.components(separatedBy: "\n## ").dropFirst().compactMap { text in
      let lines = text.split(separator: "\n", omittingEmptySubsequences: true).map(String.init)
      guard let name = lines.first, let verdict = lines.last(where: { $0.hasPrefix("=> ") }) else { return nil }
      let parts = verdict.dropFirst(3).split(separator: " ", maxSplits: 1).map(String.init)
      let words = parts.count > 1 ? parts[1].components(separatedBy: " · ") : []
      let arguments = lines.last { $0.hasPrefix("-- ") }.map { String($0.dropFirst(3)) } ?? ""
      let script = lines.dropFirst().filter { !$0.hasPrefix("=> ") && !$0.hasPrefix("-- ") }
      return Case(
        name: name, script: script.joined(separator: "\n") + "\n", arguments: arguments, status: Int32(parts[0]) ?? -1,
        words: words)
    }
  }()

  @Test func `An unintended write is not sent`() throws {
    #expect(Self.cases.count > 45)
    let sandbox = try SandboxProcess()
    let folder = try TemporaryFolder()
    try folder.write("ID,name,company\n5,Ann,\n", to: "ids.csv")
    try folder.write("id,email,score,invite\n5,ann@example.nl,51,yes\n7,bob@example.nl,9,no\n", to: "people.csv")
    for one in Self.cases {
      try folder.write(one.script, to: "near.eduscript")
      let result = try runShell(
        "edush --allow outward,destructive run near.eduscript \(one.arguments)", in: folder.url,
        environment: sandbox.variables)
      #expect(result.status == one.status, "\(one.name)\n\(result.error)")
      for word in one.words { #expect(result.error.contains(word), "\(one.name)\n\(result.error)") }
    }
    let written = try sandbox.requests().filter { $0["method"]?.string != "GET" }
    #expect(written == [])
  }

  @Test func `Equal rows reach a person once; rows that only count repeat`() throws {
    let sandbox = try SandboxProcess()
    let folder = try TemporaryFolder()
    try folder.write("id,name\n5,Ann\n7,Bob\n5,Ann again\n5,Ann\n", to: "people.csv")
    func run(_ script: String, _ options: String = "") throws -> CommandResult {
      try folder.write(script, to: "invite.eduscript")
      return try runShell(
        "edush --allow outward \(options) run invite.eduscript", in: folder.url, environment: sandbox.variables)
    }
    func invited() throws -> Int {
      try sandbox.requests().count { $0["path"]?.string?.hasSuffix("/invite") ?? false }
    }
    let script = "for row in read_csv(\"people.csv\") keep going { coursepath.members.invite($row.id) | empty }\n"
    let careless = try run(script)
    #expect(careless.status == 7)
    #expect(
      careless.error.contains("row 1 (people.csv:2) has sent the same already: coursepath.members.invite"),
      "\(careless.error)")
    #expect(try invited() == 2)
    let careful = try run(script.replacing("keep going", with: "once by .id"))
    #expect(careful.status == 0, "\(careful.error)")
    #expect(try invited() == 4)
    #expect(try run(script, "--accept-dangers").status == 0)
    #expect(try invited() == 8)
    #expect(try run("for i in range(3) { coursepath.members.invite(5) | empty }\n").status == 0)
    #expect(try invited() == 11)
  }

  @Test func `Correct scripts run without a finding`() throws {
    let file = BuiltProgram.checkout.appending(path: "Tests/EdushTests/Specs/right-scripts.spec")
    let cases = try String(contentsOf: file, encoding: .utf8).components(separatedBy: "\n## ").dropFirst()
    #expect(cases.count > 10)
    let folder = try TemporaryFolder()
    try folder.write("id,name,company,score,invite\n5,Ann,ACME,51,yes\n7,,ACME,9,no\n", to: "people.csv")
    for text in cases {
      let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
      try folder.write(lines.dropFirst().joined(separator: "\n"), to: "right.eduscript")
      let result = try edush(["--sandbox", "--allow", "destructive", "run", "right.eduscript"], in: folder.url)
      #expect(result.status == 0 && result.error.isEmpty, "\(lines[0])\n\(result.error)")
    }
  }

  @Test func `No example, no program in jq's tests and no builtin's example counts as a near miss`() throws {
    let folder = try TemporaryFolder()
    let examples = BuiltProgram.checkout.appending(path: "docs/examples")
    var files = try FileManager.default.contentsOfDirectory(atPath: examples.path()).sorted()
      .filter { $0.hasSuffix(".eduscript") }.map { examples.appending(path: $0).path() }
    #expect(files.count > 15)
    var programs = Builtin.all.compactMap(\.example?.program)
    #expect(programs.count > 150)
    for file in JQConformanceTests.files {
      let text = try String(contentsOf: JQConformanceTests.folder.appending(path: "\(file).test"), encoding: .utf8)
      programs += ConformanceCase.all(in: text).map(\.program)
    }
    for (index, program) in programs.enumerated() {
      let name = "\(index).eduscript"
      try folder.write(program + "\n", to: name)
      files.append(name)
    }
    let result = try edush(
      ["--sandbox", "--allow", "outward,destructive", "check", "--format", "json"] + files, in: folder.url, seconds: 300
    )
    let findings = try #require(Value.parse(result.output).array)
    let dangers = findings.filter { $0["severity"] == "danger" }
    #expect(dangers.map { [$0["file"] ?? .null, $0["message"] ?? .null] } == [])
  }
}
