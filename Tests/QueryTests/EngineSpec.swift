import Diagnostics
import Foundation
import JSON
import Query

/// Cases in the format of jq's test files: program, input, expected outputs; or `%%FAIL`, program, error.
struct EngineSpec {
  struct Case: CustomStringConvertible {
    let file: String
    let line: Int
    let program: String
    /// nil if the program must not compile.
    let input: String?
    let expected: [String]

    var description: String { "\(file):\(line): \(program)" }
  }

  let cases: [Case]

  init(_ path: URL) throws {
    let lines = try String(contentsOf: path, encoding: .utf8).components(separatedBy: "\n")
    func isBlank(_ line: String) -> Bool {
      let text = line.trimmingCharacters(in: .whitespaces)
      return text.isEmpty || text.hasPrefix("#")
    }
    var cases: [Case] = []
    var index = 0
    while index < lines.count {
      guard !isBlank(lines[index]) else {
        index += 1
        continue
      }
      let start = index + 1
      let fails = lines[index].hasPrefix("%%FAIL")
      if fails { index += 1 }
      let program = lines[index]
      index += 1
      var input: String?
      if !fails {
        input = lines[index]
        index += 1
      }
      var expected: [String] = []
      while index < lines.count, !isBlank(lines[index]) {
        expected.append(lines[index])
        index += 1
      }
      cases.append(
        Case(file: path.lastPathComponent, line: start, program: program, input: input, expected: expected))
    }
    self.cases = cases
  }

  /// The cases with a different outcome, each as a readable string. Runs on the current thread.
  func differences() -> [String] { cases.compactMap(difference) }

  private func difference(_ one: Case) -> String? {
    let filter: Filter
    do {
      filter = try Filter(
        parsing: one.program, name: "<top-level>", environment: CompileEnvironment(dialect: .jq))
    } catch {
      guard one.input == nil else { return "\(one)\n  does not compile: \(error.all.map(\.message))" }
      let isExpected = error.all.contains { one.expected.first?.contains($0.message) ?? false }
      return isExpected ? nil : "\(one)\n  other error: \(error.all.map(\.message))"
    }
    guard let input = one.input else { return "\(one)\n  compiles, but must not" }
    var outputs: [Value] = []
    do {
      try filter.run(Value.parse(input.replacing("\u{FEFF}", with: "")), context: .forTests) {
        (value: consuming Value) in
        outputs.append(value)
        return true
      }
    } catch is EvaluationError {
      // An error ends the outputs.
    } catch {
      return "\(one)\n  bad input: \(error)"
    }
    guard let expected = try? one.expected.map({ try Value.parse($0) }) else {
      return "\(one)\n  not a value: \(one.expected)"
    }
    let isSame =
      expected.count == outputs.count
      && zip(expected, outputs).allSatisfy { $0 == $1 || $0.description == $1.description }
    return isSame ? nil : "\(one)\n  expected: \(one.expected)\n  got:      \(outputs.map(\.description))"
  }
}
