import Diagnostics
import JSON
import Query

/// Analyses the tokens before a cursor backwards.
struct CompletionFinder {
  let source: SourceText
  /// The end of the analysed text.
  private(set) var end: Int
  private(set) var tokens: [Token] = []
  /// The indices of the brackets open at the end, outermost first.
  private(set) var open: [Int] = []
  /// For each token, the index of the enclosing bracket.
  private(set) var enclosing: [Int?] = []
  /// The first token of the statement at the cursor.
  private(set) var statement = 0
  private let command: Command?
  /// The earliest start of the expression of `explain` or `watch`.
  let expressionStart: Int?
  private var isInComment = false
  private var isInRawString = false

  init(_ text: String) {
    source = SourceText(name: "prompt", text: text)
    end = source.text.utf8.count
    let last = ScriptParser.parse(source).statements.last
    if case .command(let found)? = last?.kind {
      command = found.takesExpression ? nil : found
      expressionStart =
        found.takesExpression ? found.words.last?.range.upper ?? found.name.range.upper : nil
    } else {
      command = nil
      expressionStart = nil
    }
    read()
  }

  private mutating func read() {
    var lexer = Lexer(source, dialect: .eduscript)
    while true {
      let token = lexer.next()
      guard token.kind != .endOfFile else {
        isInRawString = token.name == "'"
        break
      }
      if token.kind.closes { _ = open.popLast() }
      tokens.append(token)
      enclosing.append(open.last)
      if token.kind.opens { open.append(tokens.count - 1) }
    }
    let gap = source[SourceRange(tokens.last?.range.upper ?? 0, end)]
    isInComment = open.last.map { tokens[$0].kind != .stringStart } ?? true && gap.contains("#") && !gap.hasSuffix("\n")
    statement = statementStart()
  }

  mutating func context() -> CompletionContext {
    if let command, end > command.name.range.upper { return argument(of: command) }
    if isInComment { return at(.nothing, length: 0) }
    if isInRawString { return inString(from: (tokens.last?.range.upper ?? 0)) }
    if let opening = open.last, tokens[opening].kind == .stringStart { return inString(tokens[opening], opening) }
    let word = currentWord
    return CompletionContext(expectation(before: word.index, word.token), prefix: word.text, range: word.range)
  }

  // MARK: The word at the cursor

  /// The token that ends at the cursor and may be continued, and its index.
  private var currentWord: (token: Token?, index: Int, text: String, range: SourceRange) {
    let nothing = (Token?.none, tokens.count, "", SourceRange(end, end))
    guard let last = tokens.last, last.range.upper == end else { return nothing }
    let isWord: Bool =
      switch last.kind {
      case .identifier, .field, .binding, .location, .format, .exchange, .literal, .dollar, .invalid, .dot: true
      case let kind: kind.isKeyword
      }
    guard isWord else { return nothing }
    return (last, tokens.count - 1, source[last.range], last.range)
  }

  func at(_ expectation: CompletionContext.Expectation, length: Int) -> CompletionContext {
    let range = SourceRange(end - length, end)
    return CompletionContext(expectation, prefix: source[range], range: range)
  }

  private func argument(of command: Command) -> CompletionContext {
    let isNewWord = source.text.utf8.last == 0x20 || command.words.isEmpty
    let words = isNewWord ? command.words : command.words.dropLast()
    let length = isNewWord ? 0 : (command.words.last.map { end - $0.range.lower } ?? 0)
    return at(.argument(command: command.name.text, words: words.map(\.text)), length: length)
  }

  /// An analysis of the text before a token.
  func upTo(_ index: Int) -> CompletionFinder {
    var earlier = self
    earlier.end = index < tokens.count ? tokens[index].range.lower : end
    earlier.open = []
    var bracket = enclosing(index)
    while let around = bracket {
      earlier.open.insert(around, at: 0)
      bracket = enclosing[around]
    }
    earlier.tokens = Array(tokens[..<index])
    earlier.enclosing = Array(enclosing[..<index])
    earlier.statement = earlier.statementStart()
    return earlier
  }
}

// MARK: Expectations

extension CompletionFinder {
  /// What is expected at a place; `word` is what has already been typed there.
  func expectation(before index: Int, _ word: Token?) -> CompletionContext.Expectation {
    switch word?.kind {
    case .binding?, .location?, .dollar?: return isBeingNamed(index) ? .nothing : .variable(bound: bound(before: index))
    case .literal?: return id(before: index)
    case .format?, .exchange?, .invalid?: return atSign(index, word)
    case .field?, .dot?: return member(index)
    default: break
    }
    if index <= statement { return .statement }
    if let special = statementPart(before: index) { return special }
    if let argument = argument(before: index) { return argument }
    if isKey(index) { return key(index) }
    return endsOperand(index - 1) ? .infix : .operand
  }

  /// A number where a call expects an id.
  private func id(before index: Int) -> CompletionContext.Expectation {
    guard index > statement, let argument = argument(before: index) else { return .nothing }
    switch argument {
    case .parameter, .value: return argument
    default: return .nothing
    }
  }

  func enclosing(_ index: Int) -> Int? { index < enclosing.count ? enclosing[index] : open.last }

  private func isBeingNamed(_ index: Int) -> Bool {
    index > 0 && [.as, .label, .alternation].contains(tokens[index - 1].kind)
  }

  private func atSign(_ index: Int, _ word: Token?) -> CompletionContext.Expectation {
    guard let word, source[word.range].hasPrefix("@") else { return .nothing }
    if index > 0, tokens[index - 1].kind == .identifier, !word.isSpaced {
      return .profile(provider: tokens[index - 1].name)
    }
    return .format
  }

  /// A field, or a resource or method after a plain name.
  private func member(_ index: Int) -> CompletionContext.Expectation {
    // After `print` or `explain` it is a field of the last value.
    if index > statement, !endsOperand(index - 1) { return .field(of: input(at: index)) }
    if let call = callPath(endingBefore: index) {
      return .member(call, of: isPaged(index) ? .list : .any)
    }
    return .field(of: value(endingBefore: index))
  }

  /// The parts of statements that are not expressions.
  private func statementPart(before index: Int) -> CompletionContext.Expectation? {
    let first = tokens[statement].word
    let place = index - statement
    switch (first, place) {
    case ("use", 1), ("login", 1), ("logout", 1): return .provider
    case ("login", 2...): if let credential = credential(before: index) { return credential }
    case ("let", 1), ("param", 1), ("for", 1), ("def", 1): return .nothing
    case ("param", 3) where tokens[index - 1].kind == .colon: return .parameterType
    case ("for", 2): return .nothing
    default: break
    }
    guard enclosing(index) == enclosing(statement), endsOperand(index - 1) else { return nil }
    return first == "for" && place > 3 ? .loopOption : nil
  }

  /// The name of an argument of `login`, after the account or a comma.
  private func credential(before index: Int) -> CompletionContext.Expectation? {
    guard enclosing(index) == enclosing(statement) else { return nil }
    let before = tokens[index - 1]
    let isAccount =
      index == statement + 2
      || (index == statement + 3 && !before.isSpaced && before.kind != .colon)
    guard isAccount || before.kind == .comma else { return nil }
    let given = (statement..<index).filter {
      tokens[$0].kind == .colon && enclosing[$0] == enclosing(statement)
    }
    return .credential(
      provider: tokens[statement + 1].name, given: given.compactMap { tokens[$0 - 1].word })
  }

  /// Whether a token is at the place of an object key: after `{` or a comma in the object.
  func isKey(_ index: Int) -> Bool {
    guard let brace = enclosing(index), tokens[brace].kind == .leftBrace, !isBlock(brace) else { return false }
    return index - 1 == brace || tokens[index - 1].kind == .comma
  }

  /// Whether a brace opens the block of a statement.
  func isBlock(_ brace: Int) -> Bool {
    guard brace > 0 else { return false }
    let before = tokens[brace - 1]
    if before.kind == .else || before.word == "do" { return true }
    return endsOperand(brace - 1)
  }

  /// Whether an operand can end with a token.
  func endsOperand(_ index: Int) -> Bool {
    guard index >= 0, index < tokens.count else { return false }
    if let expressionStart, index >= statement, tokens[index].range.upper <= expressionStart {
      return false
    }
    switch tokens[index].kind {
    case .identifier:
      return ![
        "in", "to", "by", "most", "parallel", "retry", "after", "with", "until", "every",
      ].contains(tokens[index].name) && index >= statement
        && !isWord(index)
    case .field, .binding, .literal, .format, .location, .recursiveDescent, .dot, .stringEnd, .rawString, .exchange,
      .rightParenthesis, .rightBracket, .rightBrace, .question, .end:
      return true
    default: return false
    }
  }

  /// Whether a token is the keyword of its statement.
  private func isWord(_ index: Int) -> Bool {
    index == statement && tokens[index].word.map { Words.statements.contains($0) } == true
  }

  /// The dotted name that ends before a token: `provider@profile.resource`.
  func callPath(endingBefore index: Int) -> CallPath? {
    var path: [String] = []
    var start = index - 1
    while start >= 0, tokens[start].kind == .field {
      path.insert(tokens[start].name, at: 0)
      start -= 1
    }
    guard start >= 0 else { return nil }
    var profile: String?
    if tokens[start].kind == .format || tokens[start].kind == .exchange, !tokens[start].isSpaced {
      profile = tokens[start].name
      start -= 1
    }
    guard start >= 0, tokens[start].kind == .identifier, !["true", "false", "null"].contains(tokens[start].name) else {
      return nil
    }
    return CallPath(path: [tokens[start].name] + path, profile: profile)
  }

  /// The first token of the statement at the cursor.
  private func statementStart() -> Int {
    var start = 0
    let stillOpen = Set(open)
    for (index, token) in tokens.enumerated() {
      let isInBlock = enclosing[index].map { tokens[$0].kind == .leftBrace && isBlock($0) } ?? true
      guard isInBlock, index > 0,
        enclosing[index].map({ stillOpen.contains($0) }) ?? true
      else { continue }
      let before = tokens[index - 1]
      let opensBlock = before.kind == .leftBrace && isBlock(index - 1)
      if opensBlock || before.kind == .semicolon || token.startsLine && !token.continuesLine && endsOperand(index - 1) {
        start = index
      }
    }
    guard let last = tokens.last else { return 0 }
    let gap = source[SourceRange(last.range.upper, end)]
    let isFresh = last.kind == .semicolon || last.kind == .leftBrace && isBlock(tokens.count - 1)
    let inBlock = open.last.map { tokens[$0].kind == .leftBrace && isBlock($0) } ?? true
    return inBlock && (isFresh || gap.contains("\n") && endsOperand(tokens.count - 1)) ? tokens.count : start
  }
}

extension Token {
  /// Whether a line that begins with this token continues the previous line.
  var continuesLine: Bool {
    switch kind {
    case .pipe, .setPipe, .alternative, .setAlternative, .and, .or, .alternation, .catch, .else, .elif: true
    default: false
    }
  }
}

extension Command {
  /// Whether the argument is an expression, which is completed as one.
  fileprivate var takesExpression: Bool {
    name.text == "explain" || name.text == "watch" && !words.isEmpty
  }
}
