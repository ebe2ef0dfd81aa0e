import Diagnostics
import JSON
import Rendering
import Testing

@Suite struct SpecTests {
  @Test(
    "Every case in a spec file produces its expected output",
    arguments: [
      "auto", "json", "jq-colours", "raw", "table", "vertical", "csv", "tsv", "yaml", "markdown", "chart", "masks",
      "lists", "tree",
      "safety", "preview", "save", "diagnostics",
    ])
  func specs(_ name: String) throws {
    let file = try SpecFile(named: name)
    let outputs = try file.cases.map { pictured(try output(of: $0)) }
    guard !SpecFile.isRecording else {
      try file.record(outputs)
      Issue.record("recorded \(name).spec: look at the difference and run again without EDUSH_RECORD")
      return
    }
    #expect(!file.cases.isEmpty)
    for (test, output) in zip(file.cases, outputs) {
      #expect(output == test.output, "\(name): \(test.title)")
    }
  }
}

/// The output of a case: the first option names the function to call, the others configure it.
private func output(of test: SpecFile.Case) throws -> [UInt8] {
  let values = try test.input.map { try Value.parse($0) }
  let options = CaseOptions(test.options)
  switch test.options.first {
  case "jq":
    var output = [UInt8]()
    for value in values {
      options.jq.write(value, to: &output)
      output.append(0x0A)
    }
    return output
  case "preview":
    return values.flatMap { Array("\(preview($0, columns: options.width ?? 60))\n".utf8) }
  case "diagnostics":
    return Array(render(values.map(diagnostic), colour: options.has("colour"), width: options.width).utf8)
  case "check":
    return render(json(of: values.map(diagnostic)), as: .json)
  case "save":
    let format = FileFormat(extension: test.options.dropFirst().first ?? "")
    do {
      return try format?.encode(values) ?? []
    } catch {
      return Array("error: \(error)\n".utf8)
    }
  case let name?:
    guard let format = OutputFormat(rawValue: name) else { throw CaseError(text: "no format \(name)") }
    return render(values, as: format, options.rendering)
  case nil:
    throw CaseError(text: "no format given")
  }
}

private struct CaseError: Error {
  let text: String
}

private struct CaseOptions {
  let words: [String]

  init(_ words: [String]) {
    self.words = words
  }

  func has(_ word: String) -> Bool { words.contains(word) }

  func value(of name: String) -> String? {
    words.first { $0.hasPrefix(name + "=") }.map { String($0.dropFirst(name.utf8.count + 1)) }
  }

  var width: Int? { value(of: "width").flatMap { Int($0) } }

  var rendering: RenderingOptions {
    var options = RenderingOptions(
      isTerminal: has("terminal"), colour: has("colour"), width: width, mask: has("masked") ? hideTokens : nil)
    let offset = value(of: "offset").flatMap { Int($0) } ?? 0
    options.clock = value(of: "now").flatMap { Double($0) }.map { LocalClock(now: $0) { _ in offset } }
    options.hints.first = paths("first")
    options.hints.chosen = paths("chosen")
    options.hints.unixTimes = Set(paths("unix"))
    options.hints.keepsOrder = has("partial")
    options.hints.pages = value(of: "pages").map { $0.split(separator: "_").joined(separator: " ") }
    options.hints.advice = has("advice") ? "\\G shows all" : nil
    return options
  }

  private func paths(_ name: String) -> [ColumnPath] {
    (value(of: name) ?? "").split(separator: ",").map { ColumnPath($0) }
  }

  var jq: JSONWriter {
    let indent: Format.Indentation =
      has("-c") ? .none : has("--tab") ? .tab : .spaces(value(of: "--indent").flatMap { Int($0) } ?? 2)
    return JSONWriter(
      Format(indent: indent, sortKeys: has("-S"), ascii: has("-a")),
      colours: JSONColours(setting: value(of: "JQ_COLORS") ?? "") ?? .standard)
  }
}

private let hideTokens: Mask = { text, key in
  key == "token" || text == "s3cret" ? "<hidden>" : nil
}

/// A diagnostic from an object: the range is between `«` and `»` in `source`.
private func diagnostic(_ value: Value) -> Diagnostic {
  let marked = value["source"]?.string
  let parts = marked.map { $0.split(maxSplits: 2, omittingEmptySubsequences: false) { "«»".contains($0) } } ?? []
  var range: SourceRange?
  if parts.count == 3 {
    let start = parts[0].utf8.count
    range = SourceRange(start, start + parts[1].utf8.count)
  }
  return Diagnostic(
    Diagnostic.Severity(rawValue: value["severity"]?.string ?? "error") ?? .error,
    code: value["code"]?.string ?? "code",
    value["message"]?.string ?? "message", hint: value["hint"]?.string,
    source: marked.map { _ in SourceText(name: value["file"]?.string ?? "file", text: parts.joined()) }, range: range,
    notes: value["notes"]?.array?.compactMap(\.string) ?? [])
}
