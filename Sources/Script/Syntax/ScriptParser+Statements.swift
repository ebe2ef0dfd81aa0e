import Diagnostics
import Query

extension ScriptParser {
  /// Reads the statement that begins here; without a statement's word it is an expression.
  mutating func statementKind() -> Statement.Kind {
    guard let word = parser.token.word, !parser.isPanicking else { return expressionStatement() }
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
    case "stop": return stop()
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

  /// An expression; at the beginning of a line `| f` goes on from the last value.
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
    parser.advance()
    let value = parser.unbroken { $0.query() }
    guard parser.token.word == "to", !parser.isPanicking else {
      parser.fail("`to` and a path", hint: "`save expr to \"file.csv\"`")
      return .save(value, to: parser.missing)
    }
    parser.advance()
    return .save(value, to: parser.query())
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

  /// Whether nothing follows on this line.
  var isAtStatementEnd: Bool {
    switch parser.continuingKind {
    case .endOfFile, .semicolon, .rightBrace: true
    default: false
    }
  }

  /// A word, keyword or not, as a name.
  mutating func word(_ what: String, hint: String? = nil) -> Name? {
    guard !parser.isPanicking, let word = parser.token.word else {
      parser.fail(what, hint: hint)
      return nil
    }
    let name = Name(word, parser.token.range)
    parser.advance()
    return name
  }

  /// `provider@profile`
  mutating func target() -> Target {
    guard let provider = word("a provider") else {
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

// MARK: Words that may be functions

extension ScriptParser {
  /// Whether a statement's word is a call of a definition in scope: `print(x)`, or the name alone where it has no parameters.
  private func isCall(of word: String) -> Bool {
    guard !Words.shared.contains(word) else { return false }
    let arities = scopes.flatMap { $0 }.filter { $0.name == word }.map(\.arity)
    guard !arities.isEmpty else { return false }
    var ahead = parser.lexer
    let next = ahead.next()
    guard next.kind == .leftParenthesis else { return arities.contains(0) && !Self.beginsOperand(next) }
    return arities.contains(Self.argumentCount(&ahead))
  }

  /// The number of arguments of an open parenthesis.
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

  private static func beginsOperand(_ token: Token) -> Bool {
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
