import Diagnostics
import Query

/// The call around the cursor, judging by the text before it.
public struct OpenCall: Sendable, Hashable {
  /// What is called.
  public enum Callee: Sendable, Hashable {
    case method(CallPath)
    case function(String)
  }

  /// What is called.
  public var callee: Callee
  /// The beginning of its name, a UTF-8 offset.
  public var start: Int
  /// The index of the argument; for a method, the number of positional arguments before it.
  public var position: Int
  /// The name before a method's argument.
  public var name: String?
  /// The text of a method's argument, if it is a word that may become a name.
  public var word: String?

  /// Nil outside of calls.
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
