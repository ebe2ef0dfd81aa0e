import Foundation
import Testing

/// `scripts/folders` finds cyclic dependencies between folders, by the types that their code names.
struct FolderCycleTests {
  /// `B` needs `A`; the text goes into `A`.
  private func report(_ text: String, order: String? = nil) throws -> CommandResult {
    let folder = try TemporaryFolder()
    let files = [
      "Sources/Room/A/Low.swift": "struct Low {}\n" + text,
      "Sources/Room/B/High.swift": "struct High { let low: Low }\n",
      "docs/architecture.md": order.map { "\n## Folders\n\n| `Room` | \($0) |\n" } ?? "",
    ]
    for (path, text) in files {
      let file = folder.url.appending(path: path)
      try FileManager.default.createDirectory(at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
      try text.write(to: file, atomically: true, encoding: .utf8)
    }
    return try runShell("\(BuiltProgram.checkout.path())/scripts/folders Room", in: folder.url)
  }

  @Test(
    "Code that names a type depends on its folder",
    arguments: [
      "let high: High?", "let text = \"a \\(High.name(\"b\")) c\"", "let text = #\"a \\#(High.name) c\"#",
      "let type = Room.High.self", "extension High {}", "let text = \"\"\"\n  a \"\\(High.name)\"\n  \"\"\"",
      "let text = \"\\(one(\"\\(High.name)\"))\"",
    ])
  func codeCounts(text: String) throws {
    let result = try report(text)
    #expect(result.status == 1)
    #expect(result.output.contains("A names High of B"))
  }

  @Test(
    "Comments, strings, members and shadowed names create no dependency",
    arguments: [
      "// High", "/* High */", "let text = \"High (\\(1 + (2 * 3))) High\"", "let text = #\"a \\(High) \"quoted\" c\"#",
      "let text = \"\"\"\n  High \"High\"\n  \"\"\"", "let other: Other.High?", "private struct High {}",
      "struct Outer {\n  struct High {}\n  let high: High\n}", "let text = \"\\\"High\\\"\"",
    ])
  func othersDoNot(text: String) throws {
    let result = try report(text)
    #expect(result.status == 0, "\(result.output)\(result.error)")
    #expect(result.output.isEmpty)
  }

  @Test("Folders have the document's order", arguments: ["`B` `A`", "`A`", "`A` `B` `C`"])
  func orderCounts(order: String) throws {
    #expect(try report("", order: "`A` `B`").status == 0)
    #expect(try report("", order: order).status == 1)
  }
}
