public import Diagnostics
import Query

/// The canonical layout of scripts. Formatting changes blanks and indentation, and keeps tokens, comments and line
/// breaks. A `;` is kept only between two statements on a line. Blocks of several lines have `{` at the end of a line
/// and `}` on its own line.
public enum CanonicalLayout {
  /// Formats a text. Throws its syntax errors. A text in canonical layout is returned unchanged.
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

/// A token, string, comment or command line, with the whitespace before it.
struct LayoutPiece: Equatable {
  enum Role: Equatable {
    case token(TokenKind)
    case string
    case comment
    case raw
    /// The opening brace of a block.
    case blockStart
    case blockEnd
  }

  var role: Role
  var text: String
  /// The number of line breaks before it.
  var breaks: Int
  var isSpaced: Bool
  /// Whether it begins a statement.
  var startsStatement: Bool
  /// Whether it is the keyword of a statement: `let`, `print`.
  var isWord = false
  /// Whether it is a `;` between statements.
  var isSeparator = false

  /// The kind of token; nil if it is not a token.
  var kind: TokenKind? {
    if case .token(let kind) = role { kind } else { nil }
  }
}
