import Foundation
import Glibc
import PseudoTerminal
import Testing

/// SIGTERM and SIGHUP end a run as Ctrl-C does, each with its own status.
@Suite(.serialized)
struct EndingTests {
  private static let signals = [SIGINT, SIGTERM, SIGHUP]
  private let folder: TemporaryFolder

  init() throws {
    folder = try TemporaryFolder()
  }

  private func terminal(_ arguments: [String], _ variables: [String: String] = [:]) throws -> PseudoTerminal {
    let home = folder.url.path()
    return try PseudoTerminal(
      BuiltProgram.edush, arguments: arguments,
      environment: [
        // Swift's own crash reporter would prompt on the terminal.
        "HOME": home, "EDUSH_HOME": home, "LANG": "C.UTF-8", "PATH": "/usr/bin:/bin", "SWIFT_BACKTRACE": "enable=no",
      ].merging(variables) { $1 })
  }

  @Test("A script prints the rows that are done, and reports the write in doubt", arguments: signals)
  func scripts(signal: Int32) throws {
    let sandbox = try SandboxProcess(arguments: ["--fault", "coderpad.pads.create:hang"])
    let process = try WatchedProcess(
      [
        "-c",
        """
        for i in 1, 2 parallel 2 keep going {
          if $i == 1 { coderpad.pads.create(title: "in doubt") | empty }
          print "row \\($i)"
          if $i == 2 { coursepath.members.list | empty; coderpad.pads.create(title: "other") | empty }
        }
        """,
      ], in: folder.url, environment: sandbox.variables)
    #expect(try process.wait { _ in try sandbox.requests().count == 3 }, "\(process.errors)")
    let status = process.end(by: signal).status
    #expect(WatchedProcess.exitCode(status) == 128 + signal, "\(process.errors)")
    #expect(process.errors.contains("coderpad.pads.create was interrupted; it may have been carried out"))
    #expect(process.errors.contains("/api/pads title=in+doubt") || process.errors.contains("title=in%20doubt"))
    #expect(process.errors.ranges(of: "may have been carried out").count == 2, "\(process.errors)")
  }

  @Test("Completed rows are printed, however many wait for an earlier one", arguments: signals)
  func rows(signal: Int32) throws {
    let sandbox = try SandboxProcess(arguments: ["--fault", "coderpad.pads.create:hang"])
    let process = try WatchedProcess(
      [
        "-c",
        """
        for i in range(1; 9) parallel 2 keep going {
          if $i == 1 { coderpad.pads.create(title: "in doubt") | empty }
          print "row \\($i)"
          coursepath.members.get($i) | empty
        }
        """,
      ], in: folder.url, environment: sandbox.variables)
    #expect(try process.wait { _ in try sandbox.requests().count == 8 }, "\(process.errors)")
    #expect(WatchedProcess.exitCode(process.end(by: signal).status) == 128 + signal)
    #expect(process.output.contains("row 2\nrow 3\nrow 4\n"), "\(process.output)")
    #expect(!process.output.contains("row 1\n"))
  }

  @Test("Listening for webhooks ends with the signal's status", arguments: signals)
  func listening(signal: Int32) throws {
    let process = try WatchedProcess(
      ["webhook", "listen", "coursepath", "--port", "0"], in: folder.url, environment: [:])
    #expect(process.wait { $0.errors.contains("listening on") })
    #expect(WatchedProcess.exitCode(process.end(by: signal).status) == 128 + signal)
  }

  @Test("The sandbox ends with the signal's status", arguments: signals)
  func sandbox(signal: Int32) throws {
    let process = try WatchedProcess(["sandbox"], in: folder.url, environment: [:])
    #expect(process.wait { $0.output.contains("EDUSH_COURSIO_TOKEN") })
    #expect(WatchedProcess.exitCode(process.end(by: signal).status) == 128 + signal)
  }

  @Test("A signal ignored by the parent stays ignored: nohup")
  func ignored() throws {
    let process = try WatchedProcess(
      ["-c", "trap '' HUP; exec '\(BuiltProgram.edush)' webhook listen coursepath --port 0"], program: "/bin/sh",
      in: folder.url, environment: [:])
    #expect(process.wait { $0.errors.contains("listening on") })
    kill(process.identifier, SIGHUP)
    #expect(WatchedProcess.exitCode(process.end(by: SIGTERM).status) == 143)
  }

  @Test("The prompt ends, whether or not a call is running", arguments: [SIGTERM, SIGHUP], [true, false])
  func prompt(signal: Int32, runs: Bool) throws {
    let sandbox = try SandboxProcess(arguments: ["--fault", "coderpad:hang"])
    let terminal = try terminal([], sandbox.variables)
    #expect(terminal.wait(for: "edush>"), "\(terminal.rows)")
    if runs {
      terminal.send("coderpad.pads.create(title: \"x\")", .enter)
      #expect(try terminal.wait { _ in try sandbox.requests().count == 1 })
    }
    kill(terminal.processID, signal)
    #expect(terminal.exitStatus() == .exited(128 + signal), "\(terminal.rows)")
    #expect(terminal.isCooked)
    if runs { #expect(terminal.wait(for: "it may have been carried out"), "\(terminal.rows)") }
  }

  @Test("Closing the terminal ends the prompt with 129")
  func closedTerminal() throws {
    let terminal = try terminal([])
    #expect(terminal.wait(for: "edush>"), "\(terminal.rows)")
    terminal.hangUp()
    #expect(terminal.exitStatus() == .exited(129))
  }

  @Test("A signal during a hidden question restores the echo", arguments: [SIGTERM, SIGHUP, SIGQUIT])
  func secretQuestion(signal: Int32) throws {
    let terminal = try terminal(["login", "coderpad"])
    #expect(terminal.wait(for: "api_key"), "\(terminal.rows)")
    #expect(!terminal.isCooked)
    kill(terminal.processID, signal)
    #expect(terminal.exitStatus() == (signal == SIGQUIT ? .signalled(signal) : .exited(128 + signal)))
    #expect(terminal.isCooked)
  }
}
