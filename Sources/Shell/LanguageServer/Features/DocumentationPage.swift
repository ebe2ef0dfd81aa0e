/// A short text for a hover or a completion candidate.
struct DocumentationPage {
  enum Part {
    /// Code in eduscript.
    case code(String)
    case text(String)
    case list(title: String, [(name: String, note: String)])
    case link(String)
  }

  var parts: [Part]

  init(_ parts: [Part?]) {
    self.parts = parts.compactMap(\.self)
  }

  var markdown: String {
    parts.map { part in
      switch part {
      case .code(let code): Self.fenced(code)
      case .text(let text): Self.escaped(text)
      case .list(let title, let rows):
        "**\(title)**\n\n"
          + rows.map { "- `\($0.name)`" + ($0.note.isEmpty ? "" : " " + Self.escaped($0.note)) }.joined(separator: "\n")
      case .link(let address): "[Documentation](\(address))"
      }
    }.joined(separator: "\n\n")
  }

  var plain: String {
    parts.map { part in
      switch part {
      case .code(let text), .text(let text), .link(let text): text
      case .list(let title, let rows):
        "\(title)\n" + rows.map { "  \($0.name)  \($0.note)" }.joined(separator: "\n")
      }
    }.joined(separator: "\n\n")
  }

  /// A code block with a fence that is longer than any in the code.
  private static func fenced(_ code: String) -> String {
    var fence = "```"
    while code.contains(fence) { fence += "`" }
    return "\(fence)eduscript\n\(code)\n\(fence)"
  }

  /// Escapes Markdown, except backticks, which mark code.
  private static func escaped(_ text: String) -> String {
    var isCode = false
    return text.map { letter in
      if letter == "`" { isCode.toggle() }
      return !isCode && "\\*[]<".contains(letter) ? "\\\(letter)" : String(letter)
    }.joined()
  }
}
