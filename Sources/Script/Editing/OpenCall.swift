import Diagnostics
import Query

/// The call whose arguments a cursor is in, told from the text in front of it.
public struct OpenCall: Sendable, Hashable {
  public enum Callee: Sendable, Hashable {
    case method(CallPath)
    case function(String)
  }

  public var callee: Callee
  /// Where its name begins, a UTF-8 offset.
  public var start: Int
  /// The number of the argument from 0; of a method the number of bare arguments in front of it.
  public var position: Int
  /// The name in front of a method's argument.
  public var name: String?
  /// All that is written of a method's argument, where it is a word that may become its name.
  public var word: String?

  /// Nil outside of all calls.
  public init?(_ text: String, cursor: Int) {
    let bytes = Array(text.utf8)
    let finder = CompletionFinder(String(decoding: bytes[..<max(0, min(cursor, bytes.count))], as: UTF8.self))
    guard let found = finder.open.reversed().lazy.compactMap({ OpenCall(finder, $0) }).first else { return nil }
    self = found
  }

  private init?(_ finder: CompletionFinder, _ parenthesis: Int) {
    let tokens = finder.tokens
    guard tokens[parenthesis].kind == .leftParenthesis, let path = finder.callPath(endingBefore: parenthesis) else {
      return nil
    }
    let isMethod = path.path.count > 1 || path.path == ["request"]
    start = tokens[parenthesis - path.path.count - (path.profile == nil ? 0 : 1)].range.lower
    callee = isMethod ? .method(path) : .function(path.path[0])
    let separator: TokenKind = isMethod ? .comma : .semicolon
    let inside = tokens.indices.filter { $0 > parenthesis && finder.enclosing[$0] == parenthesis }
    let starts = [parenthesis + 1] + inside.filter { tokens[$0].kind == separator }.map { $0 + 1 }
    let names = starts.map { start -> String? in
      guard isMethod, start + 1 < tokens.count, tokens[start + 1].kind == .colon else { return nil }
      return tokens[start].word
    }
    name = names.last ?? nil
    position = names.dropLast().count { $0 == nil }
    let written = tokens[(starts.last ?? tokens.count)...]
    word = isMethod && written.count == 1 && written.last?.range.upper == finder.end ? written.last?.word : nil
  }
}
