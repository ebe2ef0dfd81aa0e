import Diagnostics
import Query

extension ScriptParser {
  /// Parses a statement; without a keyword it is an expression.
  mutating func statementKind() -> Statement.Kind {
    guard let word = parser.token.word, !parser.isPanicking else { return expressionStatement() }
    if word == "run", isRunStatement { return run() }
    if Words.commandSet.contains(word), !goesOn() { return .command(command()) }
    guard Words.statementSet.contains(word), !isCall(of: word) else { return expressionStatement() }
    switch word {
    case "let": return bind()
    case "use": return use()
    case "param": return parameter()
    case "def": return define()
    case "import", "include": return load()
    case "for": return loop()
    case "if": return decision()
    case "do": return protection()
    case "assert": return assertion()
    case "save": return save()
    case "login": return login()
    case "append": return append()
    case "wait": return wait()
    case "stop": return stop()
    case "skip":
      parser.advance()
      return .skip(isAtStatementEnd ? nil : parser.query())
    case "give":
      parser.advance()
      return .give(parser.query())
    case "fail":
      parser.advance()
      return .fail(parser.query())
    case "warn":
      parser.advance()
      return .warn(parser.query())
    case "logout":
      parser.advance()
      return .logout(target())
    case "print":
      parser.advance()
      return .print(parser.query())
    case "confirm":
      parser.advance()
      return .confirm(parser.query())
    default: return expressionStatement()
    }
  }

  /// Parses an expression statement; `| f` at the beginning of a line continues from the last value.
  private mutating func expressionStatement() -> Statement.Kind {
    guard parser.kind == .pipe else { return .expression(parser.query()) }
    let start = parser.token.range.lower
    let identity = Expression(.identity, SourceRange(start, start))
    parser.advance()
    let rest = parser.query()
    return .expression(Expression(.pipe(identity, rest), parser.range(from: start)))
  }

  private mutating func bind() -> Statement.Kind {
    parser.advance()
    guard let name = word("a variable's name", hint: "`let name = expr`") else { return .expression(parser.missing) }
    guard parser.expect(.assign, hint: "`let name = expr`") else { return .bind(name, parser.missing) }
    if parser.token.word == "for", !isCall(of: "for") { return loop(result: name) }
    return .bind(name, parser.query())
  }

  private mutating func use() -> Statement.Kind {
    parser.advance()
    return .use(target())
  }

  private mutating func define() -> Statement.Kind {
    let definition = parser.unbroken { $0.functionDefinition() }
    let signature = Signature(name: definition.name.text, arity: definition.parameters.count)
    scopes[scopes.count - 1].insert(signature)
    return .define(definition)
  }

  private mutating func load() -> Statement.Kind {
    guard let directive = parser.unbroken({ $0.importDirective() }) else { return .expression(parser.missing) }
    return .load(directive)
  }

  private mutating func assertion() -> Statement.Kind {
    parser.advance()
    let condition = parser.argumentExpression()
    guard parser.continuingKind == .comma else { return .assert(condition, message: nil) }
    parser.advance()
    return .assert(condition, message: parser.query())
  }

  private mutating func save() -> Statement.Kind {
    let (value, path, options) = output(hint: "`save expr to \"file.csv\"`")
    return .save(value, to: path, options: options)
  }

  private mutating func append() -> Statement.Kind {
    let (value, path, options) = output(hint: "`append expr to \"file.ndjson\"`")
    return .append(value, to: path, options: options)
  }

  /// Parses `expr to path with options` after the keyword.
  private mutating func output(hint: String) -> (value: Expression, path: Expression, options: Expression?) {
    parser.advance()
    let value = parser.unbroken { $0.query() }
    guard parser.token.word == "to", !parser.isPanicking else {
      parser.fail("`to` and a path", hint: hint)
      return (value, parser.missing, nil)
    }
    parser.advance()
    let path = parser.query()
    return (value, path, withOptions())
  }

  /// Parses the options after `with` on the same line.
  private mutating func withOptions() -> Expression? {
    guard follows("with") else { return nil }
    parser.advance()
    return parser.query()
  }

  /// Whether a word continues the statement. It may be on another line only inside brackets.
  private func follows(_ word: String) -> Bool {
    !parser.isPanicking && parser.token.word == word && !isAtStatementEnd && !parser.token.startsLine
  }

  private mutating func wait() -> Statement.Kind {
    parser.advance()
    guard parser.token.word == "until", !parser.isPanicking else { return .wait(.duration(parser.query())) }
    parser.advance()
    let condition = parser.query()
    var (every, limit): (Expression?, Expression?) = (nil, nil)
    while true {
      if follows("every") {
        parser.advance()
        every = parser.term()
      } else if follows("for") {
        parser.advance()
        limit = parser.term()
      } else {
        return .wait(.condition(condition, every: every, limit: limit))
      }
    }
  }

  /// Whether `run` is followed by an expression rather than the bare words of a command.
  private var isRunStatement: Bool {
    var ahead = parser.lexer
    let next = ahead.next()
    guard !next.startsLine, next.isSpaced || next.kind == .leftParenthesis else { return false }
    switch next.kind {
    case .binding: return !isCall(of: "run")
    case .leftParenthesis: return !isCall(of: "run") && Self.isClosed(&ahead)
    case .stringStart, .rawString: return hasOptions(behind: next, &ahead)
    default: return false
    }
  }

  /// Whether the parenthesis just read by the lexer is closed on the same line.
  private static func isClosed(_ lexer: inout Lexer) -> Bool {
    let depth = lexer.depth
    while true {
      let token = lexer.next()
      if token.kind == .endOfFile || token.startsLine { return false }
      if token.kind == .rightParenthesis, lexer.depth < depth { return true }
    }
  }

  /// Whether a string, just begun by the lexer, is followed by nothing or by `with`.
  private func hasOptions(behind string: Token, _ lexer: inout Lexer) -> Bool {
    if string.kind == .stringStart {
      let depth = lexer.depth
      while true {
        let token = lexer.next()
        if token.kind == .endOfFile || token.kind == .stringEnd && lexer.depth < depth { break }
      }
    }
    let next = lexer.next()
    switch next.kind {
    case .endOfFile, .semicolon, .rightBrace: return true
    default: return next.startsLine || next.word == "with"
    }
  }

  private mutating func run() -> Statement.Kind {
    parser.advance()
    let path = parser.query()
    return .run(path, parameters: withOptions())
  }

  private mutating func login() -> Statement.Kind {
    parser.advance()
    let target = target()
    guard !parser.isPanicking, !isAtStatementEnd else { return .login(target, []) }
    return .login(target, parser.looseArguments())
  }

  private mutating func stop() -> Statement.Kind {
    parser.advance()
    return .stop(isAtStatementEnd ? nil : parser.query())
  }

  /// Whether the statement ends here.
  var isAtStatementEnd: Bool {
    switch parser.continuingKind {
    case .endOfFile, .semicolon, .rightBrace: true
    default: false
    }
  }

  /// Parses a word, possibly a keyword, as a name.
  mutating func word(_ what: String, hint: String? = nil) -> Name? {
    guard !parser.isPanicking, let word = parser.token.word else {
      parser.fail(what, hint: hint)
      return nil
    }
    let name = Name(word, parser.token.range)
    parser.advance()
    return name
  }

  /// Parses `provider@profile`.
  mutating func target() -> Target {
    guard let provider = word("a provider", hint: "name one, as in `coderpad`; `providers` lists them") else {
      return Target(provider: Name("", parser.missing.range), profile: nil)
    }
    guard parser.kind == .format || parser.kind == .exchange, !parser.token.isSpaced else {
      return Target(provider: provider, profile: nil)
    }
    let profile = Name(parser.token.name, parser.token.range)
    parser.advance()
    return Target(provider: provider, profile: profile)
  }
}

// MARK: Keywords that may be functions

extension ScriptParser {
  /// Whether a keyword is a call of a definition in scope: `print(x)`, or the name alone if it has no parameters.
  private func isCall(of word: String) -> Bool {
    guard !Words.shared.contains(word) else { return false }
    // `skip` is also a function of jq.
    let builtin = word == "skip" ? [2] : []
    let arities = scopes.flatMap { $0 }.filter { $0.name == word }.map(\.arity) + builtin
    guard !arities.isEmpty else { return false }
    var ahead = parser.lexer
    let next = ahead.next()
    guard next.kind == .leftParenthesis else { return arities.contains(0) && !Self.beginsOperand(next) }
    return arities.contains(Self.argumentCount(&ahead))
  }

  /// The number of arguments after an opening parenthesis.
  private static func argumentCount(_ lexer: inout Lexer) -> Int {
    let depth = lexer.depth
    var count = 1
    while lexer.depth >= depth {
      let token = lexer.next()
      if token.kind == .endOfFile { break }
      if token.kind == .semicolon, lexer.depth == depth { count += 1 }
    }
    return count
  }

  static func beginsOperand(_ token: Token) -> Bool {
    guard !token.startsLine else { return false }
    switch token.kind {
    case .identifier, .binding, .literal, .stringStart, .rawString, .format, .exchange, .dot, .recursiveDescent,
      .location,
      .leftBrace, .if, .try, .reduce, .foreach, .def, .label:
      return true
    case .field, .leftBracket: return token.isSpaced
    default: return false
    }
  }
}
