import Diagnostics
import Script

/// The text at the prompt, parsed once for both the completeness check and running.
final class EnteredText {
  private let interpreter: SharedInterpreter
  private var script: Script?

  init(_ interpreter: SharedInterpreter) { self.interpreter = interpreter }

  /// Whether the text is complete, so that no further line is needed.
  func isComplete(_ text: String) -> Bool {
    let line = EnteredLine(text)
    let script = parse(line.text)
    self.script = script
    return line.suffix != nil || line.shell != nil || !script.isIncomplete || Self.needsUsage(text)
  }

  /// Whether the text is only a keyword without its arguments; usage help is better than a continuation line.
  private static func needsUsage(_ text: String) -> Bool {
    let words = text.split(whereSeparator: \.isWhitespace)
    return words.count == 1 && ["use", "login", "logout", "save", "append", "let", "param"].contains(words[0])
  }

  /// The statements of a text; parses it unless it was the last one checked.
  func take(_ text: String) -> Script {
    defer { script = nil }
    guard let script, script.source.text == text else { return parse(text) }
    return script
  }

  private func parse(_ text: String) -> Script { interpreter.value.parse(SourceText(name: "prompt", text: text)) }
}
