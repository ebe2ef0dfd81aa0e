import Diagnostics
import Rendering
import Script

/// A line of the prompt: the text to run, and how to show its result.
struct EnteredLine {
  /// The text without suffix and shell command. A suffix alone shows the last value again. Empty for a shell command.
  let text: String
  let suffix: ResultSuffix?
  /// The shell command to run, with the result as its input or by itself.
  let shell: ShellEscape?
  private let written: String

  init(_ written: String) {
    self.written = written
    if let help = Self.help(written) {
      (text, suffix, shell) = (help, nil, nil)
      return
    }
    shell = ShellEscape(of: written)
    if let shell {
      (text, suffix) = (shell.expression ?? "", nil)
      return
    }
    suffix = ResultSuffix(of: written)
    guard let suffix else {
      text = written
      return
    }
    let rest = suffix.removed(from: written)
    text = rest.allSatisfy(\.isWhitespace) ? "." : rest
  }

  /// Converts `?pads` to `help pads`.
  private static func help(_ written: String) -> String? {
    let line = written.drop(while: \.isWhitespace)
    guard line.hasPrefix("?"), !line.hasPrefix("?//") else { return nil }
    return "help " + line.dropFirst()
  }

  /// The text as recorded in scripts.
  var kept: String {
    guard suffix != nil else { return text }
    var kept = Substring(text)
    while kept.last?.isWhitespace == true { kept.removeLast() }
    return String(kept)
  }

  /// The format requested by the suffix.
  var format: OutputFormat? { suffix.flatMap { OutputFormat(suffix: $0.name) } }

  /// An error about an unknown suffix.
  var objection: Diagnostic? {
    guard let suffix, format == nil else { return nil }
    let known = OutputFormat.allCases.compactMap { format in format.suffix.map { "\\\($0) \(format.rawValue)" } }
    return Diagnostic(
      code: "usage", "unknown suffix `\\\(suffix.name)`", hint: known.joined(separator: ", "),
      source: SourceText(name: "prompt", text: written), range: suffix.range)
  }
}
