import Foundation
import PseudoTerminal
import Testing

/// Prompts in pseudo-terminals, with a separate folder for home and configuration.
struct PromptBench {
  let folder: TemporaryFolder

  init() throws {
    folder = try TemporaryFolder()
  }

  /// The folder of configuration and state, where nothing else may be written.
  var home: URL { folder.url.appending(path: ".edush") }

  /// Opens a prompt and waits until it is ready unless `waits` is false; with `folder` it is started by a shell in that
  /// working directory.
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

  /// Whether an empty prompt soon becomes the last line on the screen.
  func isReady(_ terminal: PseudoTerminal) -> Bool {
    terminal.wait { rows in
      let last = rows.last { !$0.isEmpty } ?? ""
      return last.hasPrefix("edush") && last.hasSuffix(">")
    }
  }
}
