import JSON
import Script
import Terminal

extension Completer {
  /// The paths that continue the text of a string, escaped as the string requires. A file path ends with the closing
  /// quote.
  func paths(for context: CompletionContext, quote: UInt8) -> [Completions.Candidate] {
    let isRaw = quote == UInt8(ascii: "'")
    let prefix = isRaw ? context.prefix.replacing("''", with: "'") : Self.unescaped(context.prefix)
    let found = context.expectation == .module ? knowledge.modules(prefix) : knowledge.files(prefix)
    return found.map { path in
      let written = isRaw ? path.replacing("'", with: "''") : Self.escaped(path)
      return .init(written, display: path, suffix: path.hasSuffix("/") ? "" : isRaw ? "'" : "\"")
    }
  }

  /// The unescaped text of a partial string; unchanged if it ends within an escape.
  private static func unescaped(_ text: String) -> String {
    text.contains("\\") ? (try? Value.parse(utf8: Array("\"\(text)\"".utf8)))?.string ?? text : text
  }

  private static func escaped(_ text: String) -> String { String(Value(text).json().dropFirst().dropLast()) }
}
