import Foundation
import Testing

/// README and `docs/` show real output: every `console` block is a transcript, run in one folder per document.
struct DocumentTests {
  static let documents: [String] = {
    let docs = BuiltProgram.checkout.appending(path: "docs")
    let pages = ["", "providers/", "examples/"].flatMap { folder in
      let names = (try? FileManager.default.contentsOfDirectory(atPath: docs.appending(path: folder).path())) ?? []
      return names.filter { $0.hasSuffix(".md") }.sorted().map { folder + $0 }
    }
    return [BuiltProgram.checkout.appending(path: "README.md").path()] + pages.map { docs.appending(path: $0).path() }
  }()

  @Test("The examples in a document produce the documented output", arguments: documents)
  func documentHolds(file: String) throws {
    let folder = try TemporaryFolder()
    for (line, block) in consoleBlocks(of: try String(contentsOfFile: file, encoding: .utf8)) {
      for step in Transcript(block, startingAt: line).steps {
        if try createsFile(step, in: folder.url) { continue }
        let actual = Transcript.lines(of: try runShell(step.command, in: folder.url))
        #expect(
          Transcript.matches(actual[...], step.expected[...]),
          "\(file):\(step.line): $ \(step.command)\ncame:\n\(actual.joined(separator: "\n"))")
      }
    }
  }

  @Test("Links between documents resolve", arguments: documents)
  func linksLead(file: String) throws {
    let folder = URL(filePath: file).deletingLastPathComponent()
    for match in try String(contentsOfFile: file, encoding: .utf8).matches(of: /\]\(([^)#:]+)(#[^)]*)?\)/) {
      #expect(FileManager.default.fileExists(atPath: folder.appending(path: String(match.1)).path()), "\(match.1)")
    }
  }

  /// `$ cat FILE` with a file that does not exist yet shows its contents: the file is created from them.
  private func createsFile(_ step: Transcript.Step, in folder: URL) throws -> Bool {
    guard let name = step.command.wholeMatch(of: /cat ([\w.\-]+)/)?.1 else { return false }
    let file = folder.appending(path: String(name))
    guard !FileManager.default.fileExists(atPath: file.path()) else { return false }
    try (step.expected.joined(separator: "\n") + "\n").write(to: file, atomically: true, encoding: .utf8)
    return true
  }

  private func consoleBlocks(of text: String) -> [(line: Int, text: String)] {
    var blocks: [(line: Int, text: String)] = []
    var isInside = false
    for (index, line) in text.split(separator: "\n", omittingEmptySubsequences: false).enumerated() {
      if isInside, line == "```" {
        isInside = false
      } else if isInside {
        blocks[blocks.count - 1].text += line + "\n"
      } else if line == "```console" {
        isInside = true
        blocks.append((line: index + 2, text: ""))
      }
    }
    return blocks
  }
}
