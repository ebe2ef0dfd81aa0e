import Diagnostics
import Query

/// What could stand at the cursor, read off the tokens in front of it.
struct CompletionContext: Equatable {
  enum Expected: Equatable {
    /// The first word of a statement.
    case statement
    /// A value: functions, providers, resources.
    case expression
    /// `$…`
    case variable
    /// `@…` behind a provider's name.
    case profile(of: String)
    /// `@…` elsewhere: formats and exchanges.
    case format
    /// `head.member.…`: resources, methods, or fields of an answer.
    case member(of: [String])
    /// `.…` of a value that this text evaluates to.
    case field(of: String)
    /// The name of a parameter of this call, `given` being there already.
    case parameter(of: [String], given: [String])
    /// The value of a parameter of this call.
    case value(of: [String], parameter: String, isQuoted: Bool)
    /// A word behind the first word of a command, such as `use`.
    case argument(of: String)
  }

  var expected: Expected
  /// What stands there already.
  var word: String
  /// Where it begins, in UTF-8 offsets.
  var start: Int
}

extension CompletionContext {
  /// Reads the text up to the cursor, a UTF-8 offset.
  init(_ text: String, cursor: Int, commands: Set<String>) {
    let before = String(decoding: Array(text.utf8.prefix(cursor)), as: UTF8.self)
    self.init(PrecedingTokens(before), commands: commands)
  }

  private init(_ tokens: PrecedingTokens, commands: Set<String>) {
    word = tokens.word
    start = tokens.wordStart
    expected = .expression
    if let call = tokens.enclosingCall, let value = Self.value(in: call, tokens) {
      expected = value
      if case .value(_, _, isQuoted: true) = value, let quote = tokens.openString {
        start = quote
        word = tokens.text(from: quote)
      }
    } else if tokens.isInString {
      expected = .field(of: "")
      word = ""
    } else {
      expected = Self.name(tokens, commands)
    }
  }

  private static func name(_ tokens: PrecedingTokens, _ commands: Set<String>) -> Expected {
    switch tokens.mark {
    case "$": return .variable
    case "@":
      let head = tokens.chain(endingAt: tokens.wordStart - 1)
      return head.count == 1 ? .profile(of: head[0]) : .format
    case ".":
      let head = tokens.chain(endingAt: tokens.wordStart - 1)
      return head.isEmpty ? .field(of: tokens.pipeline(endingAt: tokens.wordStart - 1)) : .member(of: head)
    default: break
    }
    if let call = tokens.enclosingCall, call.isAtArgumentStart {
      return .parameter(of: call.name, given: call.given)
    }
    if let command = tokens.commandWord, commands.contains(command) { return .argument(of: command) }
    return tokens.isAtStatementStart ? .statement : .expression
  }

  private static func value(in call: PrecedingTokens.EnclosingCall, _ tokens: PrecedingTokens) -> Expected? {
    guard let parameter = call.parameterBeingGiven else { return nil }
    return .value(of: call.name, parameter: parameter, isQuoted: tokens.openString != nil)
  }
}
