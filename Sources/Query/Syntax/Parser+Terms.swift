import Diagnostics
import JSON

// The Term rule of jq's grammar: operands and their suffixes.

extension Parser {
  package mutating func term() -> Expression {
    let start = token.range.lower
    return suffixes(of: primary(), from: start)
  }

  private mutating func primary() -> Expression {
    let start = token.range.lower
    switch kind {
    case .dot: return dot()
    case .recursiveDescent: return simple(.recursiveDescent)
    case .field: return fieldOfInput()
    case .literal: return simple(.literal(number(token.name)))
    case .stringStart, .rawString: return string()
    case .format: return format()
    // A number that does not fit `Int` refers to no exchange either.
    case .exchange: return simple(.exchange(token.name == "last" ? nil : Int(token.name) ?? .max))
    case .location: return simple(.location)
    case .binding: return simple(.variable(Name(token.name, token.range)))
    case .dollar: return hiddenVariable()
    case .minus:
      return nested { parser in
        parser.advance()
        return Expression(.negate(parser.term()), parser.range(from: start))
      }
    case .leftParenthesis: return parenthesized()
    case .leftBracket: return array()
    case .leftBrace: return object()
    case .identifier where dialect == .jq || !startsStatement: return identifier()
    case .if: return conditional()
    case .try: return attempt()
    case .reduce: return reduction()
    case .foreach: return iteration()
    case .break: return breakOut()
    default:
      failAtOperand()
      return missing
    }
  }

  /// At the beginning of a program, jq's parser expects the end if no valid token follows.
  private mutating func failAtOperand() {
    fail(expecting: dialect == .jq && isAtBeginning ? [.endOfFile] : [])
  }

  private mutating func simple(_ kind: Expression.Kind) -> Expression {
    let range = token.range
    advance()
    return Expression(kind, range)
  }

  /// Converts a number. The grammar allows JSON numbers and numbers without digits on one side of the point.
  private func number(_ text: String) -> Value {
    if let value = try? Value.parse(text) { return value }
    var whole = text.hasPrefix(".") ? "0" + text : text
    if let point = whole.firstIndex(of: ".") {
      let next = whole.index(after: point)
      if next == whole.endIndex || !("0"..."9" ~= whole[next]) { whole.insert("0", at: next) }
    }
    while whole.hasPrefix("0"), whole.dropFirst().first.map({ "0"..."9" ~= $0 }) == true { whole.removeFirst() }
    return (try? Value.parse(whole)) ?? Value(Double(whole) ?? 0)
  }

  private mutating func dot() -> Expression {
    let start = token.range
    advance()
    guard !startsString else {
      let name = template()
      return optional(Expression(.field(Expression(.identity, start), name), range(from: start.lower)))
    }
    guard dialect == .jq, kind == .format || !kind.mayFollowDot else { return Expression(.identity, start) }
    let expected: [TokenKind] = kind == .format ? [.stringStart] : []
    if kind == .identifier || kind == .format { advance() }
    let advice = #"try .["field"] instead of .field for unusually named fields"#
    return recovering(saying: advice, from: start.lower) { parser in
      parser.fail(expecting: expected)
      return parser.missing
    }
  }

  /// Whether a string begins here, with or without a format.
  private var startsString: Bool {
    switch continuingKind {
    case .stringStart, .rawString: true
    case .format: following.kind == .stringStart
    default: false
    }
  }

  private mutating func fieldOfInput() -> Expression {
    let start = token.range
    let name = StringTemplate(parts: [.text(Text(token.name))], range: start)
    advance()
    let identity = Expression(.identity, SourceRange(start.lower, start.lower + 1))
    return optional(Expression(.field(identity, name), start))
  }

  private mutating func format() -> Expression {
    let name = Name(token.name, token.range)
    let next = following
    guard next.kind == .stringStart, !(endsAtLine && next.startsLine) else { return simple(.format(name)) }
    return string()
  }

  mutating func string() -> Expression {
    let template = template()
    return Expression(.string(template), template.range)
  }

  /// Parses `$$$$name`, which is reserved for jq itself.
  private mutating func hiddenVariable() -> Expression {
    let start = token.range.lower
    advance()
    guard dialect == .jq || kind == .dollar else {
      fail("a variable's name after `$`")
      return missing
    }
    for _ in 0..<2 { guard expect(.dollar) else { return missing } }
    guard let name = take(.binding, expecting: [.binding]) else { return missing }
    return Expression(.variable(name), range(from: start))
  }

  private mutating func parenthesized() -> Expression {
    let (start, depth) = (token.range.lower, lexer.depth - 1)
    advance()
    var inner = bracketed { $0.query() }
    close(.rightParenthesis, depth: depth, amongst: [.pipe, .comma, .rightParenthesis])
    recover(behind: .rightParenthesis)
    inner.range = range(from: start)
    return inner
  }

  private mutating func array() -> Expression {
    let (start, depth) = (token.range.lower, lexer.depth - 1)
    advance()
    if accept(.rightBracket) { return Expression(.array(nil), range(from: start)) }
    let inner = bracketed { $0.query() }
    close(.rightBracket, depth: depth, amongst: [.pipe, .comma, .rightBracket])
    recover(behind: .rightBracket)
    return Expression(.array(inner), range(from: start))
  }

  private mutating func breakOut() -> Expression {
    let start = token.range.lower
    advance()
    guard kind != .binding else {
      let name = Name(token.name, token.range)
      advance()
      return Expression(.breakOut(name), range(from: start))
    }
    return recovering(saying: "break requires a label to break to", from: start) { parser in
      parser.fail(expecting: [.binding], hint: "`break $name` leaves `label $name | …`")
      return parser.missing
    }
  }
}

// MARK: Suffixes

extension Parser {
  /// Parses the suffixes of a term: `.name`, `."name"`, `[…]`, `?`.
  private mutating func suffixes(of base: Expression, from start: Int) -> Expression {
    var base = base
    while let longer = suffix(of: base, from: start) {
      base = longer
      links += 1
      guard links < room.chain else {
        refuse("too many fields in one path", jq: "memory exhausted")
        break
      }
    }
    return base
  }

  private mutating func suffix(of base: Expression, from start: Int) -> Expression? {
    switch continuingKind {
    case .field:
      let name = StringTemplate(parts: [.text(Text(token.name))], range: token.range)
      advance()
      return optional(Expression(.field(base, name), range(from: start)))
    case .dot: return dotSuffix(of: base, from: start)
    case .leftBracket: return bracketSuffix(of: base, from: start, afterDot: false)
    case .question:
      advance()
      return Expression(.attempt(base, handler: nil), range(from: start))
    default: return nil
    }
  }

  private mutating func dotSuffix(of base: Expression, from start: Int) -> Expression {
    advance()
    if kind == .leftBracket { return bracketSuffix(of: base, from: start, afterDot: true) }
    if startsString || kind == .stringStart {
      let name = template()
      return optional(Expression(.field(base, name), range(from: start)))
    }
    fail(
      expecting: [.format, .stringStart, .leftBracket], dialect == .jq ? nil : "a field's name",
      hint: #"write `."name"` for a name that is not a plain word"#)
    return Expression(.field(base, StringTemplate(parts: [], range: missing.range)), range(from: start))
  }

  /// Parses `?` directly after a step, which suppresses the errors of that step only.
  private mutating func optional(_ step: Expression) -> Expression {
    guard continuingKind == .question else { return step }
    advance()
    return Expression(.optional(step), range(from: step.range.lower))
  }

  private mutating func bracketSuffix(of base: Expression, from start: Int, afterDot: Bool) -> Expression {
    let depth = lexer.depth - 1
    advance()
    if accept(.rightBracket) { return optional(Expression(.iterate(base), range(from: start))) }
    let step = bracketed { $0.key(of: base, afterDot: afterDot) }
    close(.rightBracket, depth: depth, amongst: step.expected)
    // `Term '.' '[' …` has no error rule.
    if !afterDot { recover(behind: .rightBracket) }
    return optional(Expression(step.kind, range(from: start)))
  }

  private typealias Key = (kind: Expression.Kind, expected: [TokenKind])

  /// Parses the content of brackets: a key, or the bounds of a slice (not after a dot, as in jq).
  private mutating func key(of base: Expression, afterDot: Bool) -> Key {
    let ends: [TokenKind] = [.pipe, .comma, .rightBracket]
    if !afterDot, accept(.colon) { return (.slice(base, from: nil, to: query()), ends) }
    let first = query()
    guard !afterDot, kind == .colon else {
      return (.index(base, first), afterDot ? ends : [.pipe, .comma, .colon, .rightBracket])
    }
    advance()
    guard kind != .rightBracket else { return (.slice(base, from: first, to: nil), ends) }
    return (.slice(base, from: first, to: query()), ends)
  }
}
