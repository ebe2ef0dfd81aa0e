import Foundation
import JSON
import Testing

/// jq's own test files, if `../shared/conformance` exists, each case through the built binary.
///
/// A case is a program, its input and the expected outputs, compared as values; or `%%FAIL`, a program and the first line
/// of its compile error.
struct JQConformanceTests {
  static let folder = BuiltProgram.checkout.deletingLastPathComponent().appending(path: "shared/conformance/jq-1.8.2")

  static let files: [String] = ["base64", "jq", "manonig", "onig", "optional", "uri"].filter {
    FileManager.default.fileExists(atPath: folder.appending(path: "\($0).test").path())
  }

  /// Cases that fail, all because jq's own test modules are missing; the number must not grow.
  static let known = ["jq": 12]

  @Test("jq's own tests are present", .enabled(if: files.isEmpty))
  func areThere() {
    print("jq's own tests are not at \(Self.folder.path()): skipped")
  }

  @Test("jq's own tests pass", arguments: files)
  func pass(file: String) async throws {
    let text = try String(contentsOf: Self.folder.appending(path: "\(file).test"), encoding: .utf8)
    let cases = ConformanceCase.all(in: text)
    #expect(!cases.isEmpty)
    let work = try TemporaryFolder()
    // Two at a time.
    let halves = [cases.indices.filter { $0 % 2 == 0 }, cases.indices.filter { $0 % 2 == 1 }]
    let failing = try await withThrowingTaskGroup(of: [Int].self) { group in
      for half in halves {
        group.addTask { try half.filter { try !cases[$0].holds(in: work.url) } }
      }
      return try await group.reduce(into: []) { $0 += $1 }.sorted()
    }
    let list = failing.map { "line \(cases[$0].line): \(cases[$0].program)" }.joined(separator: "\n")
    #expect(failing.count <= Self.known[file, default: 0], "\(file).test:\n\(list)")
  }
}

/// One case of a `.test` file.
struct ConformanceCase: Sendable {
  enum Expectation: Sendable {
    case outputs([String])
    /// A compile error; nil for any.
    case error(String?)
  }

  var line: Int
  var program: String
  var input: String
  var expectation: Expectation

  static func all(in text: String) -> [ConformanceCase] {
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    var cases: [ConformanceCase] = []
    var index = 0
    while index < lines.count {
      guard !isBlank(lines[index]) else {
        index += 1
        continue
      }
      let start = index + 1
      let fails = lines[index].hasPrefix("%%FAIL")
      let isAnyError = lines[index].hasSuffix("IGNORE MSG")
      let (program, input) = fails ? (lines[index + 1], "null") : (lines[index], lines[index + 1])
      index += 2
      let rest = lines[index...].prefix { !isBlank($0) }
      index += rest.count
      cases.append(
        ConformanceCase(
          line: start, program: program, input: input,
          expectation: fails ? .error(isAnyError ? nil : rest.first) : .outputs(Array(rest))))
    }
    return cases
  }

  private static func isBlank(_ line: String) -> Bool {
    let text = line.trimmingPrefix { $0 == " " || $0 == "\t" }
    return text.isEmpty || text.hasPrefix("#")
  }

  /// Runs the program and compares.
  func holds(in folder: URL) throws -> Bool {
    let program = self.program.replacing("'", with: "'\\''")
    let result = try runShell(
      "edush jq -c '\(program)'", in: folder, environment: ["LC_ALL": "C", "PAGER": "less"], input: input, seconds: 20)
    switch expectation {
    case .error(let message):
      return result.status == 3 && result.output.isEmpty && message.map(result.error.contains) ?? true
    case .outputs(let expected):
      guard [0, 5].contains(result.status) else { return false }
      let lines = result.output.split(separator: "\n").map(String.init)
      return lines.count == expected.count && zip(lines, expected).allSatisfy(Self.areEqual)
    }
  }

  private static func areEqual(_ actual: String, _ expected: String) -> Bool {
    guard let left = try? Value.parse(actual), let right = try? Value.parse(expected) else { return actual == expected }
    return left == right || left.isNull && expected.contains("nan")
  }
}
