import Foundation
import Testing

/// Every file of `Transcripts/` against the built binary. One that begins with `#! sandbox` runs with a sandbox, whose
/// addresses, but not its credentials, are in the environment. `EDUSH_RECORD=1` writes the actual output to the files and
/// fails, so that a recording is never mistaken for a test.
struct TranscriptTests {
  static let files: [String] = {
    let folder = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Transcripts")
    let all = (try? FileManager.default.contentsOfDirectory(atPath: folder.path())) ?? []
    return all.filter { $0.hasSuffix(".transcript") }.sorted().map { folder.appending(path: $0).path() }
  }()

  @Test("A transcript matches, command by command", arguments: files)
  func holds(file: String) throws {
    let text = try String(contentsOfFile: file, encoding: .utf8)
    let transcript = Transcript(text)
    let folder = try TemporaryFolder()
    let sandbox = text.hasPrefix("#! sandbox\n") ? try SandboxProcess() : nil
    let addresses = (sandbox?.variables ?? [:]).filter { $0.key.hasSuffix("_URL") }
    var recorded: [Int: [String]] = [:]
    #expect(!transcript.steps.isEmpty)
    for step in transcript.steps {
      let actual = Transcript.lines(of: try runShell(step.command, in: folder.url, environment: addresses))
      guard !Transcript.matches(actual[...], step.expected[...]) else { continue }
      recorded[step.line] = actual
      Issue.record(
        """
        \(URL(filePath: file).lastPathComponent):\(step.line): $ \(step.command)
        expected:
        \(step.expected.joined(separator: "\n"))
        came:
        \(actual.joined(separator: "\n"))
        """)
    }
    if ProcessInfo.processInfo.environment["EDUSH_RECORD"] == "1", !recorded.isEmpty {
      try rewrite(text, transcript, recorded).write(toFile: file, atomically: true, encoding: .utf8)
    }
  }

  private func rewrite(_ text: String, _ transcript: Transcript, _ recorded: [Int: [String]]) -> String {
    var lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    for step in transcript.steps.reversed() {
      guard let actual = recorded[step.line] else { continue }
      let first = step.line - 1 + step.command.split(separator: "\n", omittingEmptySubsequences: false).count
      lines.replaceSubrange(first..<(first + step.expected.count), with: actual)
    }
    return lines.joined(separator: "\n")
  }
}
