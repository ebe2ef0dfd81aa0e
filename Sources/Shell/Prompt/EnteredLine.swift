import Diagnostics
import Rendering
import Script

/// A line of the prompt: what it runs, and how its result is shown.
struct EnteredLine {
  /// Without the suffix and the shell's part; a suffix alone shows the last value again. Empty for a command of the shell.
  let text: String
  let suffix: ResultSuffix?
  /// What the system's shell runs: with the result as its input, or alone.
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

  /// `?pads` is `help pads`.
  private static func help(_ written: String) -> String? {
    let line = written.drop(while: \.isWhitespace)
    guard line.hasPrefix("?"), !line.hasPrefix("?//") else { return nil }
    return "help " + line.dropFirst()
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
