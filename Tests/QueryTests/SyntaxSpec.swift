import Foundation

/// Cases in a text file: a line `> program` (repeated for longer programs) with the expected result below it.
/// `EDUSH_RECORD=1` writes the actual results instead, and the run fails.
struct SyntaxSpec {
  struct Case {
    var program: String
    var expected: String
  }

  let url: URL
  let cases: [Case]

  init(_ name: String, beside file: String = #filePath) throws {
    url = URL(filePath: file).deletingLastPathComponent().deletingLastPathComponent().appending(
      path: "Specs/\(name).spec")
    var cases: [Case] = []
    var isInProgram = false
    for line in try String(contentsOf: url, encoding: .utf8).split(separator: "\n", omittingEmptySubsequences: false) {
      if line.hasPrefix("> ") || line == ">" {
        if isInProgram {
          cases[cases.count - 1].program += "\n" + line.dropFirst(2)
        } else {
          cases.append(Case(program: String(line.dropFirst(2)), expected: ""))
        }
        isInProgram = true
      } else {
        isInProgram = false
        if !line.isEmpty, !line.hasPrefix("# "), !cases.isEmpty { cases[cases.count - 1].expected += line + "\n" }
      }
    }
    self.cases = cases
  }

  var isRecording: Bool { ProcessInfo.processInfo.environment["EDUSH_RECORD"] != nil }

  /// The cases with a different outcome, each as a readable string.
  func differences(_ outcome: (String) -> String) throws -> [String] {
    let outcomes = cases.map { outcome($0.program) }
    if isRecording { try record(outcomes) }
    return zip(cases, outcomes).compactMap { one, outcome in
      one.expected == outcome ? nil : "> \(one.program)\nexpected:\n\(one.expected)got:\n\(outcome)"
    } + (isRecording ? ["recorded; run again"] : [])
  }

  private func record(_ outcomes: [String]) throws {
    let text = zip(cases, outcomes).map { one, outcome in
      one.program.split(separator: "\n", omittingEmptySubsequences: false).map { $0.isEmpty ? ">" : "> " + $0 }
        .joined(separator: "\n") + "\n" + outcome
    }
    try Data(text.joined(separator: "\n").utf8).write(to: url)
  }
}
