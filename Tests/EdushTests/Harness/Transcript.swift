import Foundation

/// A shell session as one would paste it: commands after `$ `, their output below, and if they fail a last line
/// `[status]`. Lines of standard error begin with `! `.
///
/// An expected `…` alone on a line stands for any lines, inside a line for any text. A command continues over lines as long
/// as a `'` is open, or up to the `END` of a here-document. Everything else up to the next command is expected output.
struct Transcript {
  struct Step {
    var line: Int
    var command: String
    var expected: [String]

    fileprivate var isUnfinished: Bool {
      if command.contains("<<'END'") { return !command.hasSuffix("\nEND") }
      return command.count { $0 == "'" } % 2 == 1
    }
  }

  var steps: [Step] = []

  init(_ text: String, startingAt firstLine: Int = 1) {
    var lines = text.split(separator: "\n", omittingEmptySubsequences: false)[...].map(String.init)
    while lines.last == "" { lines.removeLast() }
    var goesOn = false
    for (offset, line) in lines.enumerated() {
      if goesOn {
        steps[steps.count - 1].command += "\n" + line
        goesOn = steps[steps.count - 1].isUnfinished
      } else if line.hasPrefix("$ ") {
        steps.append(Step(line: firstLine + offset, command: String(line.dropFirst(2)), expected: []))
        goesOn = steps[steps.count - 1].isUnfinished
      } else if !steps.isEmpty {
        steps[steps.count - 1].expected.append(line)
      }
    }
    for index in steps.indices {
      while steps[index].expected.last == "" || steps[index].expected.last?.hasPrefix("# ") == true {
        steps[index].expected.removeLast()
      }
    }
  }

  /// A result in transcript form.
  static func lines(of result: CommandResult) -> [String] {
    func split(_ text: String) -> [String] {
      var lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
      if lines.last == "" { lines.removeLast() }
      return lines
    }
    return split(result.output) + split(result.error).map { "! " + $0 }
      + (result.status == 0 ? [] : ["[\(result.status)]"])
  }

  /// Whether lines match the expected ones, with `…` matching anything.
  static func matches(_ actual: ArraySlice<String>, _ expected: ArraySlice<String>) -> Bool {
    guard let first = expected.first else { return actual.isEmpty }
    if first == "…" {
      let rest = expected.dropFirst()
      return (actual.startIndex...actual.endIndex).contains { matches(actual[$0...], rest) }
    }
    guard let line = actual.first, matches(line: line[...], pattern: first[...]) else { return false }
    return matches(actual.dropFirst(), expected.dropFirst())
  }

  private static func matches(line: Substring, pattern: Substring) -> Bool {
    guard let gap = pattern.firstIndex(of: "…") else { return line == pattern }
    let head = pattern[..<gap]
    guard line.hasPrefix(head) else { return false }
    let rest = pattern[pattern.index(after: gap)...]
    let tail = line.dropFirst(head.count)
    return (0...tail.count).contains { matches(line: tail.dropFirst($0), pattern: rest) }
  }
}
