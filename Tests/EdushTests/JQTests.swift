import Foundation
import Testing

/// `edush jq` against the output of jq 1.8.2, byte for byte: every file of `JQ/`. The lines that edush adds below jq's
/// messages are skipped here; `Transcripts/jq-mistakes.transcript` covers them.
struct JQTests {
  static let files: [String] = {
    let folder = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "JQ")
    let all = (try? FileManager.default.contentsOfDirectory(atPath: folder.path())) ?? []
    return all.filter { $0.hasSuffix(".spec") }.sorted().map { folder.appending(path: $0).path() }
  }()

  /// A line with the place, the hint or a note of an error.
  static var explanation: Regex<Substring> {
    /(?m)^(?:  --> <|  help: |   \|| \d+ \||   = note: ).*\n/.matchingSemantics(.unicodeScalar)
  }

  /// Command lines on which edush differs; the number per file must not grow.
  static let known: [String: Int] = [:]

  @Test("A command line behaves as in jq", arguments: files)
  func answersAsJQ(file: String) throws {
    let spec = JQSpec(try String(contentsOfFile: file, encoding: .utf8))
    let folder = try TemporaryFolder()
    let path = try prepare(folder.url, spec)
    #expect(!spec.cases.isEmpty)
    var differing: [String] = []
    for test in spec.cases {
      let command = test.command.joined(separator: "\n")
      var result = try runShell(
        command, in: folder.url, environment: ["PATH": path], input: JQSpec.text(test.input))
      result.error.replace(Self.explanation, with: "")
      let answer = JQSpec.answer(result, folder: folder.url.resolvingSymlinksInPath())
      if answer != test.answer {
        differing.append("\(test.title)\n\(test.command)\nexpected: \(test.answer)\ncame:     \(answer)")
      }
    }
    let name = URL(filePath: file).lastPathComponent
    #expect(differing.count <= Self.known[name, default: 0], "\(name):\n\(differing.joined(separator: "\n"))")
  }

  /// Writes the files of a spec and a `jq` that runs edush; returns the PATH.
  private func prepare(_ folder: URL, _ spec: JQSpec) throws -> String {
    for file in spec.files { try write(JQSpec.text(file.lines), to: folder.appending(path: file.name)) }
    let jq = folder.appending(path: ".bin/jq")
    try write("#!/bin/sh\nexec '\(BuiltProgram.edush)' jq \"$@\"\n", to: jq)
    try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: jq.path())
    return "\(folder.path())/.bin:/usr/local/bin:/usr/bin:/bin"
  }

  private func write(_ text: String, to file: URL) throws {
    try FileManager.default.createDirectory(at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
    try text.write(to: file, atomically: true, encoding: .utf8)
  }
}
