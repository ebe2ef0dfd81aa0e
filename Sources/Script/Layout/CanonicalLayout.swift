public import Diagnostics
import Query

/// The one layout of scripts: blanks and indentation change, tokens, comments and line breaks stay. A `;` stays only
/// between two statements of one line, and a block of several lines has its braces at the end of a line and on their own.
public enum CanonicalLayout {
  /// Lays a text out anew. Throws its syntax errors; a text in canonical layout comes back as it is.
  public static func text(of source: SourceText) throws(Diagnostics) -> String {
    let script = ScriptParser.parse(source)
    guard script.diagnostics.isEmpty else { throw Diagnostics(script.diagnostics) }
    let pieces = LayoutPieces(script).pieces
    var writer = LayoutWriter()
    for piece in pieces { writer.write(piece) }
    let laid = writer.finish()
    return LayoutPieces.mean(laid, theSameAs: pieces) ? laid : source.text
  }
}

/// A token, a whole string, a comment or a command's line, with what stood in front of it.
struct LayoutPiece: Equatable {
  enum Role: Equatable {
    case token(TokenKind)
    case string
    case comment
    case raw
    /// The brace of a block.
    case blockStart
    case blockEnd
  }

  var role: Role
  var text: String
  /// Line breaks in front of it.
  var breaks: Int
  var isSpaced: Bool
  /// Whether it begins a statement.
  var startsStatement: Bool
  /// Whether it is the word of one: `let`, `print`.
  var isWord = false
  /// Whether it is a `;` between statements.
  var isSeparator = false

  /// The token's kind; nil for what is no token.
  var kind: TokenKind? {
    if case .token(let kind) = role { kind } else { nil }
  }
}
