import Foundation
import JSON
import Testing

extension ExampleTests {
  /// All that write but the one that goes another way where the API refuses what was done before, which no plan knows.
  static let writing =
    (try? names.filter { try Example($0).classes != ["read"] && $0 != "onboard-group.eduscript" }) ?? []

  @Test("apply after plan sends the same bytes as run", arguments: writing)
  func planIsRun(name: String) throws {
    let words = try Example(name).usage.split(separator: " ").drop { $0.hasPrefix("--") || !$0.hasSuffix(".eduscript") }
    let script = words.joined(separator: " ")
    let run = try requests(of: ["edush run --yes \(script)"])
    let applied = try requests(of: ["edush plan -o p.json \(script)", "edush apply --yes p.json"])
    #expect(!run.isEmpty)
    #expect(applied == run)
  }

  @Test("An object that changed after the plan is refused, but no other")
  func driftIsRefused() throws {
    let (folder, sandbox) = (try TemporaryFolder(), try SandboxProcess())
    func run(_ command: String) throws -> CommandResult {
      try runShell(command, in: folder.url, environment: sandbox.variables)
    }
    let script = #"for id in "AFQ2K9A3", "DM32JWG2" { coderpad.pads.update($id, title: "planned") | empty }"#
    try script.write(to: folder.url.appending(path: "x.eduscript"), atomically: true, encoding: .utf8)
    #expect(try run("edush plan x.eduscript -o p.json").status == 0)
    #expect(try run(#"edush -c 'coderpad.pads.update("AFQ2K9A3", title: "other", notes: "n") | empty'"#).status == 0)
    let applied = try run("edush apply p.json")
    #expect(applied.status == 7)
    #expect(applied.output.hasSuffix("applied: 1 updated; 1 changed since\n"), "\(applied.output)")
    #expect(applied.error.contains(#"title: "Rob Zombie's Interview" → "other""#), "\(applied.error)")
    let titles = try run(#"edush -c '"AFQ2K9A3", "DM32JWG2" | coderpad.pads.get(.).title'"#)
    #expect(titles.output == "\"other\"\n\"planned\"\n")
  }

  /// The writes received by a new sandbox, without the parts that differ between processes.
  private func requests(of commands: [String]) throws -> [String] {
    let (copy, sandbox) = (try copyOfFolder(), try SandboxProcess())
    for command in commands {
      let result = try runShell(command, in: copy.url, environment: withProfiles(sandbox.variables))
      #expect(result.status == 0, "\(command)\n\(result.output)\(result.error)")
    }
    let writes = try sandbox.requests().filter { request in
      request["method"] != "GET" && request["endpoint"]?.string?.hasSuffix(".find") != true
    }
    let texts = writes.map { request in
      var members = request.object ?? [:]
      var headers = members["headers"]?.object ?? [:]
      // Each request has a newly signed token; the port is the sandbox's.
      for name in ["authorization", "host"] { headers[name] = headers[name].map { _ in true } }
      members["headers"] = Value(headers)
      for name in ["number", "time"] { members[name] = nil }
      // Two processes have different times.
      return Value(members).json().replacing(/1[0-9]{9}\b/, with: "NOW")
    }
    // Rows that run in parallel come in any order.
    return texts.sorted()
  }
}
