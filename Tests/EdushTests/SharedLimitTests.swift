import Foundation
import Glibc
import JSON
import Testing

/// Codementor's hundred requests an hour, shared by all processes: the sandbox counts as the service does.
struct SharedLimitTests {
  private static let script = """
    for n in range(COUNT) {
      do { print (codementor.sessions.list | "sent") } catch e { print $e.kind }
    }
    codementor.sessions.list | empty
    """

  private static func script(_ count: Int) -> String { script.replacing("COUNT", with: String(count)) }

  /// The statuses of Codementor's responses, oldest first.
  private func statuses(at sandbox: SandboxProcess) throws -> [Int] {
    try sandbox.requests().compactMap { $0["status"]?.int }
  }

  @Test("Five concurrent processes send exactly the allowed requests, and none is refused")
  func usesAllOfTheLimit() throws {
    let sandbox = try SandboxProcess()
    let folder = try TemporaryFolder()
    let runs = Array(repeating: ["--no-wait", "-c", Self.script(25)], count: 5)
    let results = try edushAtOnce(runs, in: folder.url, environment: sandbox.variables)
    let words = results.flatMap { $0.output.split(separator: "\n") }
    #expect(words.count == 125)
    #expect(words.allSatisfy { ["sent", "api"].contains($0) }, "\(words)")
    let statuses = try statuses(at: sandbox)
    #expect(statuses == Array(repeating: 200, count: 100), "\(statuses.count)")
    // The last call of each finds the window full, unless it took another's slot.
    #expect(results.contains { $0.status == 4 })
    #expect(results.allSatisfy { [0, 4].contains($0.status) }, "\(results.map(\.error))")
    let refused = results.filter { $0.status == 4 }
    #expect(refused.allSatisfy { $0.error.contains("rate limit of codementor is used up until") })
    #expect(words.count { $0 == "sent" } + results.count { $0.status == 0 } == 100)
  }

  @Test("A killed process uses up only the request it was sending", arguments: [3, 40])
  func survivesAKill(after count: Int) throws {
    let sandbox = try SandboxProcess(arguments: ["--fault", "codementor:latency=5"])
    let folder = try TemporaryFolder()
    let victim = Process()
    victim.executableURL = URL(filePath: BuiltProgram.edush)
    victim.arguments = ["--no-wait", "-c", Self.script(1000)]
    victim.environment = sandbox.variables.merging([
      "HOME": folder.url.path(), "EDUSH_HOME": folder.url.appending(path: ".edush").path(),
    ]) { $1 }
    victim.standardOutput = FileHandle.nullDevice
    victim.standardError = FileHandle.nullDevice
    try victim.run()
    let deadline = Date(timeIntervalSinceNow: 20)
    while try sandbox.requests().count < count, Date() < deadline { usleep(2000) }
    kill(victim.processIdentifier, SIGKILL)
    victim.waitUntilExit()
    let runs = Array(repeating: ["--no-wait", "-c", Self.script(25)], count: 4)
    _ = try edushAtOnce(runs, in: folder.url, environment: sandbox.variables)
    let statuses = try statuses(at: sandbox)
    #expect(statuses.allSatisfy { $0 == 200 }, "\(statuses)")
    #expect((95...100).contains(try sandbox.requests().count))
  }
}
