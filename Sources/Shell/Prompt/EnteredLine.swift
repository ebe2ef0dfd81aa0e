import Diagnostics
import Rendering
import Script

/// A line of the prompt: what it runs, and how its result is shown.
struct EnteredLine {
  /// Without the suffix; a suffix alone shows the last value again.
  let text: String
  let suffix: ResultSuffix?
  private let written: String

  init(_ written: String) {
    self.written = written
    suffix = ResultSuffix(of: written)
    guard let suffix else {
      text = written
      return
    }
    let rest = suffix.removed(from: written)
    text = rest.allSatisfy(\.isWhitespace) ? "." : rest
  }

  /// As it is kept in scripts.
  var kept: String {
    guard suffix != nil else { return text }
    var kept = Substring(text)
    while kept.last?.isWhitespace == true { kept.removeLast() }
    return String(kept)
  }

  /// The format that the suffix asks for.
  var format: OutputFormat? { suffix.flatMap { OutputFormat(suffix: $0.name) } }

  /// What is wrong with the suffix.
  var objection: Diagnostic? {
    guard let suffix, format == nil else { return nil }
    let known = OutputFormat.allCases.compactMap { format in format.suffix.map { "\\\($0) \(format.rawValue)" } }
    return Diagnostic(
      code: "usage", "unknown suffix `\\\(suffix.name)`", hint: known.joined(separator: ", "),
      source: SourceText(name: "prompt", text: written), range: suffix.range)
  }
}
