import Foundation
import JSON
import Testing

/// Input errors: they all look the same, exit 2, and nothing is sent.
struct BadInputTests {
  @Test("An error is shown at its position, before anything is sent", arguments: ["bad-calls", "syntax-errors"])
  func isRefused(name: String) throws {
    let cases = try BadInput.cases(named: name)
    #expect(cases.count > 40)
    #expect(cases.filter { $0.hint == nil }.map(\.text) == [], "a mistake is shown without advice")
    let sandbox = try SandboxProcess()
    let folder = try TemporaryFolder()
    for mistake in cases {
      let result = try edush(["-c", mistake.text], in: folder.url, environment: sandbox.variables)
      #expect(result.status == 2, "\(mistake.text)\n\(result.error)")
      #expect(result.output.isEmpty, "\(mistake.text)\n\(result.output)")
      for part in mistake.expected { #expect(result.error.contains(part), "\(mistake.text)\n\(result.error)") }
    }
    #expect(try sandbox.requests().isEmpty)
  }

  @Test("A failure at run time is shown with the values, the calls that led to it, and advice")
  func fails() throws {
    let sandbox = try SandboxProcess()
    let folder = try TemporaryFolder()
    let cases = try BadInput.cases(named: "failures")
    #expect(cases.count > 20)
    for mistake in cases {
      let result = try edush(["-c", mistake.text], in: folder.url, environment: sandbox.variables)
      #expect(result.status == mistake.status, "\(mistake.text)\n\(result.error)")
      for part in mistake.expected { #expect(result.error.contains(part), "\(mistake.text)\n\(result.error)") }
    }
  }

  /// An id that looks like a path is a single segment, and reaches nothing else.
  @Test(
    "An id stays a single segment of the path", arguments: ["..", ".", "a/b", "../../_sandbox", "%2e%2e", "a?b#c", "ä"])
  func staysOneSegment(id: String) throws {
    let sandbox = try SandboxProcess()
    let folder = try TemporaryFolder()
    let result = try edush(["-c", "coderpad.pads.get(\"\(id)\")"], in: folder.url, environment: sandbox.variables)
    #expect(result.status == 4, "\(result.error)")
    let requests = try sandbox.requests()
    #expect(requests.count == 1)
    let path = requests.first?["path"]?.string ?? ""
    #expect(path.hasPrefix("/coderpad/api/pads/"), "\(path)")
    #expect(path.split(separator: "/").count == 4 && !path.hasSuffix("/.."), "\(path)")
    #expect(requests.first?["query"]?.string == "")
  }

  @Test(
    "Invalid command-line words exit 2",
    arguments: [
      ["-c"], ["--output", "xml", "-c", "1"], ["--allow", "everything", "-c", "1"], ["sandbox", "--fault", "coderpad"],
      ["sandbox", "--fault", "nobody:503"], ["sandbox", "--fault", "coderpad.pads.lst:503"],
      ["sandbox", "--webhook", "tutrex=http://127.0.0.1:4747/"], ["sandbox", "--webhook", "coursepath=http://a.b/"],
      ["sandbox", "--fault", "coderpad:explode"], ["sandbox", "--port", "x"],
      ["check"], ["check", "missing.eduscript"], ["run", "/"], ["run", ""], ["login"], ["describe", "coderpda"],
    ])
  func refusesWords(arguments: [String]) throws {
    let folder = try TemporaryFolder()
    let result = try edush(arguments, in: folder.url)
    #expect(result.status == 2, "\(arguments) \(result.error)")
    #expect((result.error + result.output).lowercased().contains("error"), "\(arguments) \(result.error)")
  }
}

/// A text with an error, and the expected message.
struct BadInput {
  var text: String
  /// Parts of the output.
  var expected: [String]
  var hint: String?
  var status: Int32 = 2

  static func cases(named name: String) throws -> [BadInput] {
    let file = BuiltProgram.checkout.appending(path: "Tests/EdushTests/Specs/\(name).spec")
    return try cases(in: String(contentsOf: file, encoding: .utf8))
  }

  /// Cases separated by blank lines: the text, `line:column message`, `? hint`, `= note`s, and `[status]` unless it is 2.
  static func cases(in spec: String) -> [BadInput] {
    spec.split(separator: "\n\n").compactMap { block in
      let lines = block.split(separator: "\n").filter { !$0.hasPrefix("# ") }
      guard !lines.isEmpty else { return nil }
      guard lines.count >= 2, let gap = lines[1].firstIndex(of: " ") else {
        Issue.record("this is no case: \(block)")
        return nil
      }
      let message = String(lines[1][gap...].dropFirst())
      var one = BadInput(
        text: String(lines[0]), expected: ["error: \(message)", "--> -c:\(lines[1][..<gap])", " | ", "^"])
      for line in lines.dropFirst(2) { one.expect(line) }
      return one
    }
  }

  private mutating func expect(_ line: Substring) {
    let text = String(line.dropFirst(2))
    switch line.first {
    case "?":
      hint = text
      expected.append("^ " + text)
    case "=": expected.append("= note: " + text)
    default: status = Int32(line.dropFirst().dropLast()) ?? 2
    }
  }
}
