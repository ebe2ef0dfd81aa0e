import Foundation
import PseudoTerminal
import Testing

/// On a terminal, `-c` uses the pager for a single result that is longer than the screen.
struct PagerTests {
  static let cases: [(text: String, isPaged: Bool)] = [
    ("[range(900)]", true),
    ("let rows = [range(900)]; $rows", true),
    ("[range(3)]", false),
    ("print \"first\"; [range(900)]", false),
    ("[range(900)]; print \"last\"", false),
    ("[range(900)]; [range(900)]", false),
    ("[range(900)], [range(900)]", false),
    ("for i in [range(40)] { $i }", false),
  ]

  @Test("Only a single long result is paged", arguments: cases.indices)
  func pages(index: Int) throws {
    let (text, isPaged) = Self.cases[index]
    let folder = try TemporaryFolder()
    let terminal = try PseudoTerminal(
      BuiltProgram.edush, arguments: ["-c", text],
      environment: [
        "HOME": folder.url.path(), "EDUSH_HOME": folder.url.path(), "LANG": "C.UTF-8", "PATH": "/usr/bin:/bin",
        "PAGER": "sed s/^/paged:/",
      ])
    #expect(terminal.exitStatus() == .exited(0))
    let output = String(decoding: terminal.received, as: UTF8.self)
    #expect(output.contains("paged:") == isPaged, "\(output)")
    #expect(output.contains("2"), "\(output)")
  }
}
