import Diagnostics
import Rendering

extension JQ {
  /// Reports compile errors in jq's format.
  enum CompileReport {
    /// The name of the program in messages.
    static let programName = "<top-level>"

    static func text(_ diagnostics: [Diagnostic]) -> String {
      var errors = diagnostics.filter { $0.severity == .error }
      // jq resolves imports from last to first and stops at the first missing one.
      if let module = errors.last(where: { $0.code == "module" }) { errors = [module] }
      let count = errors.count.of("compile error")
      return errors.map(text).joined() + "jq: \(count)\n" + errors.compactMap(advice).joined()
    }

    /// A hint below jq's message.
    private static func advice(_ diagnostic: Diagnostic) -> String? {
      diagnostic.hint.map { "  help: \(visible($0))\n" }
    }

    private static func text(_ diagnostic: Diagnostic) -> String {
      let message = diagnostic.message
      if diagnostic.code == "module" { return moduleText(message) }
      guard let source = diagnostic.source, let range = diagnostic.range else { return "jq: error: \(message)\n" }
      let excerpt = Excerpt(source, range)
      return """
        jq: error: \(message) at \(source.name), line \(excerpt.line), column \(excerpt.column):
            \(excerpt.text)
            \(String(repeating: " ", count: excerpt.column - 1))\(String(repeating: "^", count: excerpt.width))

        """
    }

    /// jq's different formats for module errors.
    private static func moduleText(_ message: String) -> String {
      if message.hasPrefix("error loading data file") { return "jq: \(message)\n\n" }
      if message.hasPrefix("library should only") { return "jq: error: jq: error: \(message)\n" }
      return "jq: error: \(message)\n\n"
    }
  }
}

/// The line in which a range begins, with the part of the range on that line; columns count bytes.
private struct Excerpt {
  let line: Int
  let column: Int
  let width: Int
  let text: String

  init(_ source: SourceText, _ range: SourceRange) {
    let bytes = Array(source.text.utf8)
    let lower = min(max(range.lower, 0), bytes.count)
    let start = bytes[..<lower].lastIndex(of: 0x0A).map { $0 + 1 } ?? 0
    let end = bytes[lower...].firstIndex(of: 0x0A) ?? bytes.count
    line = bytes[..<start].count { $0 == 0x0A } + 1
    column = lower - start + 1
    width = max(1, min(range.upper, end) - lower)
    text = String(decoding: bytes[start..<end], as: UTF8.self)
  }
}
