public import Diagnostics
public import Query

/// A part of a text and its class, for syntax highlighting.
public struct ClassifiedToken: Sendable, Hashable {
  /// The class of a token.
  public enum Class: String, Sendable, CaseIterable {
    /// A keyword of a statement: `let`, `in`, `parallel`.
    case statement
    /// A command of the prompt.
    case command
    /// The rest of a command line.
    case argument
    /// A keyword of jq: `if`, `reduce`, `and`.
    case keyword
    case provider
    case resource
    case method
    case function
    /// A parameter of a call, or a key of an object.
    case name
    case variable
    case field
    case string
    /// An escape in a string, or the delimiters of an interpolation.
    case escape
    case number
    case constant
    case format
    case exchange
    case `operator`
    case comment
    /// A syntax error or an undefined name.
    case invalid
  }

  /// The class of the token.
  public var kind: Class
  /// The range in UTF-8 offsets.
  public var range: SourceRange
}

/// Classifies the parts of a text by its tokens alone, so the text may contain errors. Takes linear time.
public struct TokenClassifier {
  private let source: SourceText
  private let catalog: (any Catalog)?
  private let account: Account?
  private var found: [ClassifiedToken] = []
  /// The ranges of command lines, which are not expressions.
  private var arguments: [SourceRange] = []
  /// The keywords of statements, by offset.
  private var words: [Int: ClassifiedToken.Class] = [:]
  private var path: [String] = []

  /// Classifies a text. `account` is the account in use.
  public static func classify(
    _ text: String, catalog: (any Catalog)? = nil, account: Account? = nil
  ) -> [ClassifiedToken] {
    var classifier = TokenClassifier(SourceText(name: "prompt", text: text), catalog, account)
    classifier.run()
    return classifier.found
  }

  private init(_ source: SourceText, _ catalog: (any Catalog)?, _ account: Account?) {
    self.source = source
    self.catalog = catalog
    self.account = account
    collect(ScriptParser.parse(source).statements)
  }

  private mutating func collect(_ statements: [Statement]) {
    for statement in statements {
      switch statement.kind {
      case .expression: continue
      case .command(let command):
        words[command.name.range.lower] = .command
        if command.expression == nil, !command.rest.isEmpty { arguments.append(command.restRange) }
      default: words[statement.range.lower] = .statement
      }
      for block in statement.blocks { collect(block.statements) }
    }
  }

  private mutating func run() {
    var lexer = Lexer(source, dialect: .eduscript)
    var end = 0
    var depth = 0
    var token = lexer.next()
    while true {
      if let argument = arguments.first, token.range.lower >= argument.lower {
        arguments.removeFirst()
        add(.argument, argument)
        end = argument.upper
        lexer.restart(at: argument.upper, depth: depth)
        token = lexer.next()
        continue
      }
      comments(
        between: end, and: token.kind == .endOfFile && token.name.isEmpty ? source.text.utf8.count : token.range.lower)
      guard token.kind != .endOfFile else { break }
      var ahead = lexer
      let next = ahead.next()
      add(kind(of: token, next: next), token.range)
      end = token.range.upper
      depth = lexer.depth
      token = lexer.next()
    }
    if token.name == "'" { add(.string, token.range) }
  }

  private mutating func add(_ kind: ClassifiedToken.Class, _ range: SourceRange) {
    guard range.upper > range.lower else { return }
    found.append(ClassifiedToken(kind: kind, range: range))
  }

  /// Classifies comments. Between tokens there are only blanks and comments.
  private mutating func comments(between lower: Int, and upper: Int) {
    let gap = Array(source[SourceRange(lower, upper)].utf8)
    guard let start = gap.firstIndex(of: UInt8(ascii: "#")) else { return }
    var end = gap.count
    while end > start, [0x20, 0x09, 0x0A, 0x0D].contains(gap[end - 1]) { end -= 1 }
    add(.comment, SourceRange(lower + start, lower + end))
  }
}

// MARK: Single tokens

extension TokenClassifier {
  private mutating func kind(of token: Token, next: Token) -> ClassifiedToken.Class {
    defer { if token.kind != .field, token.kind != .identifier, !isProfile(token) { path = [] } }
    if let word = words[token.range.lower] { return word }
    switch token.kind {
    case .identifier: return identifier(token, next)
    case .field: return field(token)
    case .binding, .location: return .variable
    case .literal: return .number
    case .format: return isProfile(token) ? .provider : .format
    case .exchange: return isProfile(token) ? .provider : .exchange
    case .stringStart, .stringEnd, .rawString: return .string
    case .stringText: return token.isEscaped ? .escape : .string
    case .interpolationStart, .interpolationEnd: return .escape
    case .invalid, .endOfFile: return .invalid
    case let kind where kind.isKeyword: return next.kind == .colon ? .name : keyword(kind)
    default: return .operator
    }
  }

  private func keyword(_ kind: TokenKind) -> ClassifiedToken.Class {
    kind == .and || kind == .or ? .operator : .keyword
  }

  private func isProfile(_ token: Token) -> Bool {
    (token.kind == .format || token.kind == .exchange) && !token.isSpaced && path.count == 1
  }

  private mutating func identifier(_ token: Token, _ next: Token) -> ClassifiedToken.Class {
    path = []
    if next.kind == .colon { return .name }
    switch token.name {
    case "true", "false", "null": return .constant
    case "in", "once", "by", "at", "most", "parallel", "retry", "after", "keep", "going", "to", "with", "until",
      "every":
      if isStatementPart(token, next) { return .statement }
    default: break
    }
    let isCall = next.kind == .leftParenthesis
    guard let catalog, Builtin.all.allSatisfy({ $0.name != token.name || $0.arity > 0 }),
      let found = CallResolver(catalog, current: account).resolve([token.name], takesArguments: isCall)
    else { return .function }
    if found.isQualified {
      path = [token.name]
      return .provider
    }
    if found.isRequest { return .method }
    guard next.kind == .field else { return .function }
    path = [found.account.provider, token.name]
    return .resource
  }

  /// Whether a word is part of a statement; elsewhere it is a function.
  private func isStatementPart(_ token: Token, _ next: Token) -> Bool {
    next.kind != .leftParenthesis && next.kind != .pipe && token.isSpaced
  }

  private mutating func field(_ token: Token) -> ClassifiedToken.Class {
    defer { if !path.isEmpty { path.append(token.name) } }
    switch path.count {
    case 1: return token.name == "request" ? .method : .resource
    case 2: return .method
    default: return .field
    }
  }
}
