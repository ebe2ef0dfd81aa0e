import Diagnostics
import Script

/// The text at the prompt, parsed once: to see whether it is complete, and then to run it.
final class EnteredText {
  private let interpreter: SharedInterpreter
  private var script: Script?

  init(_ interpreter: SharedInterpreter) { self.interpreter = interpreter }

  /// Whether no further line has to follow.
  func isComplete(_ text: String) -> Bool {
    let line = EnteredLine(text)
    let script = parse(line.text)
    self.script = script
    return line.suffix != nil || line.shell != nil || !script.isIncomplete || Self.needsUsage(text)
  }

  /// Whether a text is just a word that wants more on its line: what it wants helps more than a further line.
  private static func needsUsage(_ text: String) -> Bool {
    let words = text.split(whereSeparator: \.isWhitespace)
    return words.count == 1 && ["use", "login", "logout", "save", "append", "let", "param"].contains(words[0])
  }

  /// The statements of a text; parses it where it is not the one looked at last.
  func take(_ text: String) -> Script {
    defer { script = nil }
    guard let script, script.source.text == text else { return parse(text) }
    return script
  }

  private func parse(_ text: String) -> Script { interpreter.value.parse(SourceText(name: "prompt", text: text)) }
}
