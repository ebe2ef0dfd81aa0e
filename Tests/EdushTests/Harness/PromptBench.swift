import Foundation
import PseudoTerminal
import Testing

/// Prompts in pseudo-terminals, with a folder of their own for home and configuration.
struct PromptBench {
  let folder: TemporaryFolder

  init() throws {
    folder = try TemporaryFolder()
  }

  /// Where configuration and state are, into which nothing else may be written.
  var home: URL { folder.url.appending(path: ".edush") }

  /// A prompt that is ready, unless nothing `waits` for it; `folder` is where it works, in a shell of its own where it is
  /// given.
  func open(
    _ arguments: [String] = ["--sandbox"], environment: [String: String] = [:],
    folder working: String? = nil, waits: Bool = true
  ) throws -> PseudoTerminal {
    let home = folder.url.path()
    let variables = [
      "HOME": home, "EDUSH_HOME": self.home.path(), "LANG": "C.UTF-8", "PATH": "/usr/bin:/bin", "PAGER": "cat",
    ].merging(environment) { $1 }
    let command = ([BuiltProgram.edush] + arguments).map { "'\($0)'" }.joined(separator: " ")
    let terminal =
      if let working {
        try PseudoTerminal(
          "/bin/sh", arguments: ["-c", "cd '\(working)' && exec \(command)"],
          environment: variables, rows: 24,
          columns: 100)
      } else {
        try PseudoTerminal(
          BuiltProgram.edush, arguments: arguments, environment: variables, rows: 24, columns: 100)
      }
    if waits { try #require(isReady(terminal), "\(terminal.rows)") }
    return terminal
  }

  /// Types a line and waits until it has run.
  func type(_ line: String, into terminal: PseudoTerminal, _ location: SourceLocation = #_sourceLocation) {
    terminal.send(line)
    terminal.send(.enter)
    let hasRun = terminal.wait { rows in
      let last = rows.last { !$0.isEmpty } ?? ""
      return rows.joined().contains(line.suffix(60)) && last.hasPrefix("edush") && last.hasSuffix(">")
    }
    #expect(hasRun, "\(line): \(terminal.rows)", sourceLocation: location)
  }

  /// Whether an empty prompt is the last thing on the screen, soon.
  func isReady(_ terminal: PseudoTerminal) -> Bool {
    terminal.wait { rows in
      let last = rows.last { !$0.isEmpty } ?? ""
      return last.hasPrefix("edush") && last.hasSuffix(">")
    }
  }
}
