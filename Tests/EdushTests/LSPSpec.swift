import Foundation
import JSON

/// A session with the language server, step by step:
///
///     # The purpose of a step
///     start {"general": {"positionEncodings": ["utf-8"]}}     a server, and its `initialize` with these capabilities
///     disk lib.eduscript                                      a file, its text on lines that begin with `| `
///     | def one: 1;
///     open a.eduscript                                        the same, open in the editor; `‸` is the cursor
///     | coderpad.pads.‸
///     -> textDocument/completion {…}                          a request; document and cursor are added
///     <- {"items": ["…", {"label": "get"}, "…"]}              its result: the named members must match
///     <! {"code": -32601}                                     or its error
///     => textDocument/didChange {…}                           a notification; the document is added, its version grows
///     <= textDocument/publishDiagnostics {…}                  one from the server, for that version of the document
///     raw Content-Length: 2\r\n\r\n[]                         bytes
///     <? {"id": null, …}                                      the next message, whatever it is
///     exit 0                                                  the end of input, and the status
///
/// In expected values, `…` stands for any text in a string, and for any elements in an array. The test's folder is
/// `<folder>`. JSON may continue over lines that begin with two spaces.
struct LSPSpec {
  struct Step {
    var line: Int
    var word: String
    var rest: String
    var text: [String] = []
  }

  private(set) var steps: [Step] = []

  init(_ text: String) {
    for (index, line) in text.split(separator: "\n", omittingEmptySubsequences: false).enumerated() {
      if line.hasPrefix("|") {
        steps[steps.count - 1].text.append(String(line.dropFirst(2)))
      } else if line.hasPrefix("  ") {
        steps[steps.count - 1].rest += line.dropFirst(1)
      } else if !line.isEmpty, !line.hasPrefix("#") {
        let words = line.split(separator: " ", maxSplits: 1)
        steps.append(
          Step(line: index + 1, word: String(words[0]), rest: words.count > 1 ? String(words[1]) : ""))
      }
    }
  }

  /// Whether a value matches the expected one.
  static func matches(_ value: Value, _ expected: Value) -> Bool {
    if let pattern = expected.string { return value.string.map { matches($0[...], pattern[...]) } ?? false }
    if let members = expected.object {
      return members.allSatisfy { key, expected in
        expected == "<absent>" ? value[key] == nil : value[key].map { matches($0, expected) } ?? false
      }
    }
    guard let elements = expected.array else { return value == expected }
    return value.array.map { matches($0[...], elements[...]) } ?? false
  }

  private static func matches(_ values: ArraySlice<Value>, _ expected: ArraySlice<Value>) -> Bool {
    guard let first = expected.first else { return values.isEmpty }
    if first == "…" {
      return (values.startIndex...values.endIndex).contains { matches(values[$0...], expected.dropFirst()) }
    }
    guard let value = values.first, matches(value, first) else { return false }
    return matches(values.dropFirst(), expected.dropFirst())
  }

  private static func matches(_ text: Substring, _ pattern: Substring) -> Bool {
    guard let gap = pattern.firstIndex(of: "…") else { return text == pattern }
    guard text.hasPrefix(pattern[..<gap]) else { return false }
    let rest = pattern[pattern.index(after: gap)...]
    if rest.isEmpty { return true }
    let tail = text.dropFirst(pattern[..<gap].count)
    return tail.indices.contains { matches(tail[$0...], rest) }
  }
}

/// Carries out the steps of a specification.
final class LSPSession {
  private let folder: URL
  private var client: LanguageClient?
  private var document = ""
  private var version = 0
  private var position: Value = .null
  private var request: Value = .null

  init(in folder: URL) {
    self.folder = folder
  }

  struct Mismatch: Error, CustomStringConvertible {
    var description: String
  }

  func perform(_ step: LSPSpec.Step) throws {
    let words = step.rest.split(separator: " ", maxSplits: 1).map(String.init)
    switch step.word {
    case "start": try start(step.rest)
    case "disk": try write(step)
    case "open": try open(step)
    case "->": request = Value(try need().request(words[0], try merged(words.dropFirst().first, with: place)))
    case "=>": try notify(words[0], words.dropFirst().first)
    case "<-": try expect(try need().response(to: request)?["result"], step.rest)
    case "<!": try expect(try need().response(to: request)?["error"], step.rest)
    case "<=": try expectNotification(words[0], words[1])
    case "<?": try expect(try need().next(), step.rest)
    case "raw": try need().send(raw: Array(step.rest.replacing("\\r", with: "\r").replacing("\\n", with: "\n").utf8))
    case "exit":
      let status = try need().finish()
      guard status == Int32(step.rest) else { throw Mismatch(description: "the status is \(status)") }
    default: throw Mismatch(description: "there is no step `\(step.word)`")
    }
  }

  private func need() throws -> LanguageClient {
    guard let client else { throw Mismatch(description: "no server was started") }
    return client
  }

  private func json(_ text: String) throws -> Value {
    try Value.parse(text.replacing("<folder>", with: folder.path()))
  }

  // MARK: Sent messages

  /// `start -` initializes nothing.
  private func start(_ capabilities: String) throws {
    let client = try LanguageClient(in: folder)
    self.client = client
    guard capabilities != "-" else { return }
    let parameters: Value = ["processId": nil, "capabilities": capabilities.isEmpty ? [:] : try json(capabilities)]
    request = Value(try client.request("initialize", parameters))
    guard capabilities.isEmpty || !capabilities.contains("\"wait\"") else { return }
    guard try client.response(to: request)?["result"] != nil else { throw Mismatch(description: "no initialization") }
    try client.notify("initialized", [:])
  }

  private func write(_ step: LSPSpec.Step) throws {
    let file = folder.appending(path: step.rest)
    try FileManager.default.createDirectory(at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
    try Data((step.text.joined(separator: "\n") + "\n").utf8).write(to: file)
  }

  private func open(_ step: LSPSpec.Step) throws {
    let text = step.text.joined(separator: "\n")
    let before = text.split(separator: "‸", maxSplits: 1, omittingEmptySubsequences: false)[0]
    let lines = before.split(separator: "\n", omittingEmptySubsequences: false)
    position = ["line": Value(lines.count - 1), "character": Value(lines.last?.utf16.count ?? 0)]
    document = "file://\(folder.path())\(step.rest)"
    version = 1
    let item: Value = [
      "uri": Value(document), "languageId": "eduscript", "version": 1,
      "text": Value(text.replacing("‸", with: "") + "\n"),
    ]
    try need().notify("textDocument/didOpen", ["textDocument": item])
  }

  private func notify(_ method: String, _ parameters: String?) throws {
    if method == "textDocument/didChange" { version += 1 }
    try need().notify(
      method, try merged(parameters, with: ["textDocument": ["uri": Value(document), "version": Value(version)]]))
  }

  private var place: Object {
    document.isEmpty ? [:] : ["textDocument": ["uri": Value(document)], "position": position]
  }

  private func merged(_ text: String?, with object: Object) throws -> Value {
    var object = object
    for (key, value) in try text.map(json)?.object ?? [:] { object[key] = value }
    return Value(object)
  }

  // MARK: Received messages

  private func expectNotification(_ method: String, _ expected: String) throws {
    while let message = try need().next() {
      guard message["method"]?.string == method else { continue }
      let parameters = message["params"] ?? .null
      let isOlder = parameters["uri"]?.string != document || parameters["version"].map { $0 != Value(version) } ?? false
      if method == "textDocument/publishDiagnostics", isOlder { continue }
      return try expect(parameters, expected)
    }
    throw Mismatch(description: "no \(method) came")
  }

  private func expect(_ actual: Value?, _ expected: String) throws {
    guard let actual, LSPSpec.matches(actual, try json(expected)) else {
      throw Mismatch(description: "expected:\n\(expected)\ncame:\n\(actual?.json() ?? "nothing")")
    }
  }
}
