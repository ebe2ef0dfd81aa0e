import Foundation
import PseudoTerminal
import Testing

/// The ids that completion suggests, from this session, earlier ones, and the API itself.
struct PromptIDTests {
  private let bench: PromptBench
  private let sandbox: SandboxProcess

  init() throws {
    bench = try PromptBench()
    sandbox = try SandboxProcess()
  }

  private func open() throws -> PseudoTerminal { try bench.open([], environment: sandbox.variables) }

  private func leave(_ terminal: PseudoTerminal) {
    terminal.send(.control("d"))
    #expect(terminal.exitStatus() == .exited(0))
  }

  private var files: [URL] {
    let folder = bench.home.appending(path: "cache")
    return (try? FileManager.default.contentsOfDirectory(at: folder, includingPropertiesForKeys: nil)) ?? []
  }

  @Test("A later session knows an earlier one's ids and names until they are forgotten") func keepsIDs()
    throws
  {
    let first = try open()
    bench.type("coursepath.members.list | length", into: first)
    leave(first)
    #expect(files.count == 1)
    let text = try String(contentsOf: try #require(files.first), encoding: .utf8)
    #expect(text.contains("member\t") && text.contains("John Smith"))
    for secret in sandbox.variables.filter({ $0.key.contains("KEY") || $0.key.contains("TOKEN") }).values {
      #expect(!text.contains(secret))
    }
    let second = try open()
    second.send("coursepath.members.get(", .tab)
    #expect(second.wait(for: "John Smith"), "\(second.rows)")
    #expect(try sandbox.requests().count == 1)
    second.send(.control("c"))
    bench.type("forget cache", into: second)
    #expect(second.rows.contains { $0.contains("those of 1 account on disk") }, "\(second.rows)")
    #expect(files.isEmpty)
    second.send("coursepath.members.get(", .tab)
    #expect(second.wait(for: "no member id is known yet"), "\(second.rows)")
  }

  @Test("If no id is known, Tab says so, and Tab again requests a page") func looksUp() throws {
    let terminal = try open()
    terminal.send("coursepath.enrollments.get(", .tab)
    #expect(
      terminal.wait(for: "no course id is known yet; Tab again asks for a page of coursepath.courses.list"),
      "\(terminal.rows)")
    #expect(try sandbox.requests().isEmpty)
    terminal.send(.tab)
    #expect(terminal.wait(for: "Data Protection Basics"), "\(terminal.rows)")
    #expect(try sandbox.requests().count == 1)
    terminal.send(.control("c"), "coursepath.programs.invite(", .tab)
    #expect(terminal.wait(for: "no program id is known, and no method lists them"), "\(terminal.rows)")
    terminal.send(.control("c"), "\"still \\(20 + 22)\"", .enter)
    #expect(terminal.wait(for: "still 42"), "\(terminal.rows)")
  }

  @Test("Ctrl-C ends the lookup") func stopsLookingUp() throws {
    let slow = try SandboxProcess(arguments: ["--fault", "coursepath:hang"])
    let terminal = try bench.open([], environment: slow.variables)
    terminal.send("coursepath.members.get(", .tab)
    #expect(terminal.wait(for: "no member id is known yet"), "\(terminal.rows)")
    terminal.send(.tab)
    #expect(terminal.wait(for: "coursepath.members.list · 1 s · Ctrl-C stops"), "\(terminal.rows)")
    terminal.send(.control("c"))
    #expect(terminal.wait { rows in !rows.contains { $0.contains("Ctrl-C stops") } }, "\(terminal.rows)")
    terminal.send("5) | 1", .control("u"), "\"still \\(20 + 22)\"", .enter)
    #expect(terminal.wait(for: "still 42"), "\(terminal.rows)")
  }

  @Test("The embedded sandbox stores no ids") func keepsNoneOfTheSandbox() throws {
    let terminal = try bench.open()
    bench.type("coursepath.members.list | length", into: terminal)
    terminal.send("coursepath.members.get(", .tab)
    #expect(terminal.wait(for: "John Smith"), "\(terminal.rows)")
    terminal.send(.control("c"))
    leave(terminal)
    #expect(files.isEmpty)
  }
}
