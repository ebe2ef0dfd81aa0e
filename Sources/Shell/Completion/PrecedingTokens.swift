import Diagnostics
import Query

/// The tokens in front of the cursor, and what the beginning of a word there says.
struct PrecedingTokens {
  /// The innermost open call of a dotted name.
  struct EnclosingCall {
    /// `["coderpad", "pads", "get"]`; a profile is left out.
    var name: [String]
    /// The parameters that are named already.
    var given: [String]
    /// Nothing but the word stands in the argument.
    var isAtArgumentStart: Bool
    /// `name:` stands in front of the word, or of a string that is still open.
    var parameterBeingGiven: String?
  }

  private let bytes: [UInt8]
  /// The tokens before the word.
  let tokens: [Token]
  let word: String
  /// A UTF-8 offset.
  let wordStart: Int

  init(_ text: String) {
    bytes = Array(text.utf8)
    var start = bytes.count
    while start > 0, Self.isPartOfWord(bytes[start - 1]) { start -= 1 }
    word = String(decoding: bytes[start...], as: UTF8.self)
    wordStart = start
    var lexer = Lexer(
      SourceText(name: "", text: String(decoding: bytes[..<start], as: UTF8.self)), dialect: .eduscript)
    var all: [Token] = []
    while true {
      let token = lexer.next()
      guard token.kind != .endOfFile, all.count < 10_000 else { break }
      all.append(token)
    }
    tokens = all
  }

  static func isPartOfWord(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"), 0x80...:
      true
    default: false
    }
  }

  /// The character directly before the word.
  var mark: Character? {
    wordStart > 0 ? Character(Unicode.Scalar(bytes[wordStart - 1])) : nil
  }

  func text(from offset: Int) -> String {
    String(decoding: bytes[min(offset, bytes.count)...], as: UTF8.self)
  }

  func text(_ range: Range<Int>) -> String {
    String(decoding: bytes[range.clamped(to: 0..<bytes.count)], as: UTF8.self)
  }

  /// The dotted words that end right before an offset, `$name` not being one.
  func chain(endingAt offset: Int) -> [String] {
    var words: [String] = []
    var end = offset
    while end > 0, Self.isPartOfWord(bytes[end - 1]) {
      var start = end
      while start > 0, Self.isPartOfWord(bytes[start - 1]) { start -= 1 }
      words.insert(String(decoding: bytes[start..<end], as: UTF8.self), at: 0)
      guard start > 0 else { return words }
      switch bytes[start - 1] {
      case UInt8(ascii: "."): end = start - 1
      case UInt8(ascii: "@"):
        words.removeFirst()
        end = start - 1
      case UInt8(ascii: "$"): return []
      default: return words
      }
    }
    return end == offset || offset == 0 ? words : []
  }

  /// Where the string that is still open begins, its quote included.
  var openString: Int? {
    let depth = tokens.reduce(0) { depth, token in
      switch token.kind {
      case .stringStart: depth + 1
      case .stringEnd: depth - 1
      default: depth
      }
    }
    guard depth > 0, !isInInterpolation else { return nil }
    return tokens.last { $0.kind == .stringStart }?.range.lower
  }

  var isInString: Bool { openString != nil }

  private var isInInterpolation: Bool {
    tokens.reduce(0) { $0 + ($1.kind == .interpolationStart ? 1 : $1.kind == .interpolationEnd ? -1 : 0) } > 0
  }
}

// MARK: Calls

extension PrecedingTokens {
  /// The innermost bracket that is open, by its index among the tokens.
  private var openBracket: Int? {
    var closed = 0
    for (index, token) in tokens.enumerated().reversed() {
      switch token.kind {
      case .rightParenthesis, .rightBracket, .rightBrace, .interpolationEnd: closed += 1
      case .leftParenthesis, .leftBracket, .leftBrace, .interpolationStart:
        if closed == 0 { return index }
        closed -= 1
      default: break
      }
    }
    return nil
  }

  var enclosingCall: EnclosingCall? {
    guard let bracket = openBracket, tokens[bracket].kind == .leftParenthesis else { return nil }
    let name = chain(endingAt: tokens[bracket].range.lower)
    guard name.count > 1 else { return nil }
    let arguments = tokens[(bracket + 1)...].split(omittingEmptySubsequences: false) { $0.kind == .comma }
    let given = arguments.dropLast().compactMap { Self.parameterName($0) }
    let current = arguments.last.map(Array.init) ?? []
    return EnclosingCall(
      name: name, given: given, isAtArgumentStart: current.isEmpty, parameterBeingGiven: Self.unfilled(current))
  }

  private static func parameterName(_ argument: ArraySlice<Token>) -> String? {
    guard let first = argument.first, argument.dropFirst().first?.kind == .colon else { return nil }
    return first.word
  }

  /// The parameter whose value is not there, or is a string not closed yet.
  private static func unfilled(_ argument: [Token]) -> String? {
    guard let name = parameterName(argument[...]) else { return nil }
    let value = argument.dropFirst(2)
    let isOpenString = value.first?.kind == .stringStart && !value.contains { $0.kind == .stringEnd }
    return value.isEmpty || isOpenString ? name : nil
  }
}

// MARK: Statements

extension PrecedingTokens {
  /// The words that open a block.
  private static let blockWords: Set<String> = ["for", "if", "elif", "else", "do", "catch"]

  /// Whether the word is the first of a statement.
  var isAtStatementStart: Bool {
    guard let last = tokens.last else { return true }
    if let bracket = openBracket {
      guard tokens[bracket].kind == .leftBrace, opensBlock(bracket) else { return false }
    }
    let isOnNewLine = bytes[last.range.upper..<wordStart].contains(UInt8(ascii: "\n"))
    switch last.kind {
    case .leftBrace, .rightBrace: return true
    case .semicolon: return true
    case .pipe, .comma, .plus, .minus, .times, .divide, .percent, .assign, .equal, .notEqual, .less, .greater, .colon,
      .and, .or, .as, .then, .try, .alternative, .setPipe:
      return false
    default: return isOnNewLine
    }
  }

  private func opensBlock(_ brace: Int) -> Bool {
    for token in tokens[..<brace].reversed() {
      if let word = token.word, Self.blockWords.contains(word) { return true }
      if token.startsLine || token.kind == .semicolon { return false }
    }
    return false
  }

  /// The first word of the statement, where only words stand between it and the cursor.
  var commandWord: String? {
    guard let last = tokens.last, !bytes[last.range.upper..<wordStart].contains(UInt8(ascii: "\n")) else { return nil }
    guard let first = tokens.last(where: { $0.startsLine }) ?? tokens.first else { return nil }
    return first.range.upper < wordStart ? first.word : nil
  }
}
