import Diagnostics
import JSON

// `if`, `try`, `reduce`, `foreach`, function calls and definitions.

extension Parser {
  mutating func conditional() -> Expression {
    let start = token.range.lower
    return unbroken { parser in parser.bracketed { $0.conditional(from: start) } }
  }

  private mutating func conditional(from start: Int) -> Expression {
    advance()
    let condition = query()
    guard expect(.then, amongst: [.then, .pipe, .comma], hint: "write `if … then … else … end`") else {
      return partial([(condition, missing)], from: start)
    }
    return recovering(saying: "Possibly unterminated 'if' statement", from: start) { parser in
      var branches = [(condition: condition, body: parser.query())]
      while parser.accept(.elif) {
        let condition = parser.query()
        let isRead = parser.expect(.then, amongst: [.then, .pipe, .comma])
        branches.append((condition, isRead ? parser.query() : parser.missing))
        guard isRead else { return parser.partial(branches, from: start) }
      }
      return parser.conditionalEnd(branches, from: start)
    }
  }

  private mutating func conditionalEnd(
    _ branches: [(condition: Expression, body: Expression)], from start: Int
  ) -> Expression {
    var otherwise: Expression?
    if accept(.else) {
      otherwise = query()
      expect(.end, amongst: [.end, .pipe, .comma], hint: "the `if` needs an `end`")
    } else if !accept(.end) {
      let what = dialect == .jq ? nil : "`elif`, `else` or `end`"
      fail(what, hint: token.kind == .endOfFile ? nil : "the `if` needs an `end`")
    }
    return Expression(.conditional(branches, otherwise: otherwise), range(from: start))
  }

  private func partial(_ branches: [(condition: Expression, body: Expression)], from start: Int) -> Expression {
    Expression(.conditional(branches, otherwise: nil), range(from: start))
  }

  /// The body and the handler are single terms: `try .a + 1` adds 1 to the result of `try .a`.
  mutating func attempt() -> Expression {
    let start = token.range.lower
    return nested { parser in
      parser.advance()
      let body = parser.term()
      guard parser.continuingKind == .catch else {
        return Expression(.attempt(body, handler: nil), parser.range(from: start))
      }
      parser.advance()
      let handler = parser.recovering(saying: "Possibly unterminated 'try' statement", from: start) { $0.term() }
      return Expression(.attempt(body, handler: handler), parser.range(from: start))
    }
  }

  mutating func reduction() -> Expression {
    let start = token.range.lower
    advance()
    let (source, patterns) = bracketed { $0.foldSource() }
    let depth = lexer.depth - 1
    guard expect(.leftParenthesis, hint: "`reduce source as $x (start; update)`") else {
      return Expression(.reduce(source, patterns, initial: missing, update: missing), range(from: start))
    }
    let (initial, update) = bracketed { parser in
      let initial = parser.query()
      parser.expect(.semicolon, amongst: [.pipe, .comma, .semicolon])
      return (initial, parser.query())
    }
    close(.rightParenthesis, depth: depth, amongst: [.pipe, .comma, .rightParenthesis])
    return Expression(.reduce(source, patterns, initial: initial, update: update), range(from: start))
  }

  mutating func iteration() -> Expression {
    let start = token.range.lower
    advance()
    let (source, patterns) = bracketed { $0.foldSource() }
    let depth = lexer.depth - 1
    guard expect(.leftParenthesis, hint: "`foreach source as $x (start; update; output)`") else {
      return Expression(.foreach(source, patterns, initial: missing, update: missing, extract: nil), range(from: start))
    }
    let (initial, update, extract) = bracketed { parser in
      let initial = parser.query()
      parser.expect(.semicolon, amongst: [.pipe, .comma, .semicolon])
      let update = parser.query()
      return (initial, update, parser.accept(.semicolon) ? parser.query() : nil)
    }
    close(
      .rightParenthesis, depth: depth,
      amongst: extract == nil ? [.pipe, .comma, .semicolon, .rightParenthesis] : [.pipe, .comma, .rightParenthesis])
    return Expression(
      .foreach(source, patterns, initial: initial, update: update, extract: extract), range(from: start))
  }

  private mutating func foldSource() -> (Expression, [Pattern]) {
    let source = nested { $0.expression() }
    guard kind == .as else {
      fail(dialect == .jq ? nil : "`as`", hint: "name the values: `reduce source as $x (…)`")
      return (source, [])
    }
    advance()
    return (source, patterns())
  }

  /// Parses an identifier: a constant, a function call, or in eduscript the start of a dotted name.
  mutating func identifier() -> Expression {
    let name = Name(token.name, token.range)
    if dialect == .eduscript, let call = dottedName() { return call }
    advance()
    guard continuingKind == .leftParenthesis else {
      return Expression(constant(name.text) ?? .function(name, []), name.range)
    }
    let depth = lexer.depth - 1
    advance()
    let arguments = bracketed { parser in
      var arguments = [parser.query()]
      while parser.accept(.semicolon) { arguments.append(parser.query()) }
      return arguments
    }
    close(
      .rightParenthesis, depth: depth, amongst: [.semicolon, .rightParenthesis],
      hint: dialect == .jq ? nil : "arguments of functions are separated by `;`")
    return Expression(.function(name, arguments), range(from: name.range.lower))
  }

  private func constant(_ name: String) -> Expression.Kind? {
    switch name {
    case "true": .literal(.bool(true))
    case "false": .literal(.bool(false))
    case "null": .literal(.null)
    default: nil
    }
  }

  /// `def name(parameters): body;`
  package mutating func functionDefinition() -> FunctionDefinition {
    let start = token.range.lower
    advance()
    let what = dialect == .jq ? nil : "the function's name"
    guard let name = take(.identifier, expecting: [.identifier], what, hint: Self.definitionForm) else {
      return FunctionDefinition(name: Name("", missing.range), parameters: [], body: missing, range: range(from: start))
    }
    let parameters = bracketed { $0.parameters() }
    let isBodyComing = expect(
      .colon, amongst: parameters.isEmpty ? [.colon, .leftParenthesis] : [.colon], hint: Self.definitionForm)
    let body = isBodyComing ? bracketed { $0.query() } : missing
    if isBodyComing {
      expect(.semicolon, amongst: [.pipe, .comma, .semicolon], hint: "a definition ends with `;`")
    }
    return FunctionDefinition(name: name, parameters: parameters, body: body, range: range(from: start))
  }

  private mutating func parameters() -> [FunctionDefinition.Parameter] {
    guard accept(.leftParenthesis) else { return [] }
    var parameters: [FunctionDefinition.Parameter] = []
    repeat {
      let isValue = kind == .binding
      guard
        let name = take(
          isValue ? .binding : .identifier, expecting: [.identifier, .binding],
          dialect == .jq ? nil : "a parameter's name", hint: Self.definitionForm)
      else { return parameters }
      parameters.append(FunctionDefinition.Parameter(name: name, isValue: isValue))
    } while accept(.semicolon)
    expect(.rightParenthesis, amongst: [.semicolon, .rightParenthesis], hint: Self.definitionForm)
    return parameters
  }

  private static let definitionForm = "`def name: body;` or `def name(filter; $value): body;`"
}
