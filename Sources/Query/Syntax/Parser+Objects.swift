import Diagnostics
import JSON

// Object constructions and the patterns of `as`.

extension Parser {
  mutating func object() -> Expression {
    let (start, depth) = (token.range.lower, lexer.depth - 1)
    advance()
    let members = bracketed { $0.members() }
    close(.rightBrace, depth: depth)
    recover(behind: .rightBrace)
    return Expression(.object(members), range(from: start))
  }

  private mutating func members() -> [ObjectMember] {
    var members: [ObjectMember] = []
    let first = token.range.lower
    while kind != .rightBrace {
      let start = token.range.lower
      if let member = member() { members.append(member) }
      recoverMember(from: start, or: start == first ? .rightBrace : nil) { _ = $0.value() }
      while !isPanicking, kind != .comma, kind != .rightBrace {
        failAfterMember()
        recoverMember(from: first, or: .rightBrace) { _ = $0.value() }
      }
      guard accept(.comma) else { break }
    }
    return members
  }

  private mutating func failAfterMember() {
    let hint: String? =
      switch token.kind {
      case .endOfFile: nil
      case .identifier, .stringStart, .rawString, .binding: "a `,` is missing in front of it"
      default: "`{key: value, …}`; put operators that bind loosely in parentheses"
      }
    fail(expecting: [.rightBrace], dialect == .jq ? nil : "`,` or `}`", hint: hint)
  }

  private mutating func member() -> ObjectMember? {
    switch kind {
    case .identifier: return plainMember()
    case let kind where kind.isKeyword: return plainMember()
    case .stringStart, .rawString, .format:
      guard let key = keyTemplate() else { return nil }
      return ObjectMember(key: .string(key), value: memberValue())
    case .binding:
      let name = Name(token.name, token.range)
      advance()
      return ObjectMember(key: .variable(name), value: memberValue())
    case .location:
      advance()
      return ObjectMember(key: .location, value: nil)
    case .leftParenthesis:
      guard let key = computedKey() else { return nil }
      advance()
      let value = value()
      checkKey(key)
      return ObjectMember(key: .expression(key), value: value)
    default:
      fail(
        dialect == .jq ? nil : "a key",
        hint: "put other keys into quotes, or an expression into parentheses: `(expr): value`")
      return nil
    }
  }

  private mutating func plainMember() -> ObjectMember {
    let name = Name(token.word ?? token.name, token.range)
    advance()
    return ObjectMember(key: .name(name), value: memberValue())
  }

  private mutating func memberValue() -> Expression? {
    accept(.colon) ? value() : nil
  }

  /// Parses a value, which may contain pipes and operators, but no commas, bindings or definitions.
  private mutating func value() -> Expression {
    nested { $0.pipeline { $0.expression() } }
  }

  private mutating func keyTemplate() -> StringTemplate? {
    guard kind == .format, following.kind != .stringStart else { return template() }
    advance()
    fail(expecting: [.stringStart])
    return nil
  }

  /// Parses `(expr)` before a colon, which is not consumed.
  private mutating func computedKey() -> Expression? {
    let depth = lexer.depth - 1
    advance()
    let key = query()
    close(.rightParenthesis, depth: depth, amongst: [.pipe, .comma, .rightParenthesis])
    guard kind == .colon else {
      fail(expecting: [.colon], hint: "a key in parentheses needs a value: `(expr): value`")
      return nil
    }
    return key
  }

  private mutating func checkKey(_ key: Expression) {
    guard !isPanicking, let value = key.constant, value.kind != .string else { return }
    let text = Self.truncated(value.json())
    report("Cannot use \(value.typeName) (\(text)) as object key", at: key.range)
  }

  /// A value in an error message, truncated to the size of jq's buffer.
  private static func truncated(_ text: String) -> String {
    text.utf8.count <= 29 ? text : String(decoding: Array(text.utf8.prefix(26)), as: UTF8.self) + "..."
  }
}

// MARK: Patterns

extension Parser {
  /// `pattern ?// pattern …`
  mutating func patterns() -> [Pattern] {
    bracketed { parser in
      var patterns = [parser.pattern()].compactMap(\.self)
      while parser.accept(.alternation) {
        if let pattern = parser.pattern() { patterns.append(pattern) }
      }
      return patterns
    }
  }

  private mutating func pattern() -> Pattern? {
    switch kind {
    case .binding:
      let name = Name(token.name, token.range)
      advance()
      return .variable(name)
    case .leftBracket: return nestedPattern { $0.arrayPattern() }
    case .leftBrace: return nestedPattern { $0.objectPattern() }
    default:
      fail(
        expecting: [.binding, .leftBracket, .leftBrace], dialect == .jq ? nil : "`$name`, `[` or `{`",
        hint: "`as` binds variables: `expr as $name | …`")
      return nil
    }
  }

  /// Parses a pattern; patterns may nest as deeply as expressions.
  private mutating func nestedPattern(_ read: (inout Parser) -> Pattern) -> Pattern? {
    var pattern: Pattern?
    _ = nested { parser in
      pattern = read(&parser)
      return parser.missing
    }
    return pattern
  }

  private mutating func arrayPattern() -> Pattern {
    let depth = lexer.depth - 1
    advance()
    var elements: [Pattern] = []
    repeat {
      if let element = pattern() { elements.append(element) }
    } while accept(.comma)
    close(.rightBracket, depth: depth, amongst: [.comma, .rightBracket])
    return .array(elements)
  }

  private mutating func objectPattern() -> Pattern {
    let depth = lexer.depth - 1
    advance()
    let first = token.range.lower
    var members: [(key: PatternKey, value: Pattern?)] = []
    repeat {
      let start = token.range.lower
      if let member = patternMember() { members.append(member) }
      recoverMember(from: start) { _ = $0.pattern() }
      while dialect == .jq, !isPanicking, kind != .comma, kind != .rightBrace {
        fail(expecting: [.comma, .rightBrace])
        recoverMember(from: first) { _ = $0.pattern() }
      }
    } while accept(.comma)
    close(.rightBrace, depth: depth, amongst: [.comma, .rightBrace])
    return .object(members)
  }

  private mutating func patternMember() -> (key: PatternKey, value: Pattern?)? {
    switch kind {
    case .binding:
      let name = Name(token.name, token.range)
      advance()
      guard accept(.colon) else { return (.variable(name), nil) }
      return (.variable(name), pattern())
    case .stringStart, .rawString, .format:
      guard let key = keyTemplate(), expect(.colon) else { return nil }
      return (.string(key), pattern())
    case .leftParenthesis:
      guard let key = computedKey() else { return nil }
      advance()
      let value = pattern()
      checkKey(key)
      return (.expression(key), value)
    case let kind where kind == .identifier || kind.isKeyword:
      let name = Name(token.word ?? token.name, token.range)
      advance()
      guard expect(.colon, hint: "write `{\(name.text): $\(name.text)}`, or `{$\(name.text)}` for short") else {
        return nil
      }
      return (.name(name), pattern())
    default:
      fail(dialect == .jq ? nil : "a key", hint: "`{$name}` or `{key: $name}`")
      return nil
    }
  }
}
