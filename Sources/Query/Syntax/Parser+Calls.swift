import Diagnostics
import JSON

// An addition of eduscript: `provider@profile.resource.method(arguments)`.

extension Parser {
  /// Parses a name with members, a profile or named arguments; returns nil and consumes nothing if it is a plain name.
  mutating func dottedName() -> Expression? {
    let next = following
    let isProfile = (next.kind == .format || next.kind == .exchange) && !next.isSpaced
    guard isProfile || isMember(next) || takesNamedArguments(next) else { return nil }
    let head = Name(token.name, token.range)
    guard !isReserved(head.text) else { return nil }
    advance()
    var profile: Name?
    if isProfile {
      profile = Name(token.name, token.range)
      advance()
    }
    var members: [Name] = []
    while continuingKind == .field {
      members.append(Name(token.name, SourceRange(token.range.lower + 1, token.range.upper)))
      advance()
    }
    if profile != nil, members.isEmpty {
      fail("a resource after the profile", hint: "`provider@profile.resource.method(…)`")
    }
    let arguments = continuingKind == .leftParenthesis ? arguments() : nil
    let name = DottedName(head: head, profile: profile, members: members, arguments: arguments)
    return Expression(.dotted(name), range(from: head.range.lower))
  }

  private func isReserved(_ name: String) -> Bool {
    name == "true" || name == "false" || name == "null" || name.contains("::")
  }

  private func isMember(_ next: Token) -> Bool {
    next.kind == .field && !(endsAtLine && next.startsLine)
  }

  /// Whether named arguments follow, as in `request(method: …)`; arguments of functions have no names.
  private func takesNamedArguments(_ next: Token) -> Bool {
    guard next.kind == .leftParenthesis, !(endsAtLine && next.startsLine) else { return false }
    var ahead = lexer
    _ = ahead.next()
    let name = ahead.next()
    return name.word != nil && ahead.next().kind == .colon
  }

  private mutating func arguments() -> [CallArgument] {
    let depth = lexer.depth - 1
    advance()
    let arguments = bracketed { parser in
      var arguments: [CallArgument] = []
      parser.endsAtComma = true
      while parser.kind != .rightParenthesis {
        arguments.append(parser.argument())
        guard parser.accept(.comma) else { break }
      }
      return arguments
    }
    close(
      .rightParenthesis, depth: depth, amongst: [.comma, .rightParenthesis],
      hint: token.kind == .semicolon
        ? "arguments of calls are separated by commas"
        : "write `name: value`, or a bare value, with commas between them")
    return arguments
  }

  mutating func argument() -> CallArgument {
    guard let name = argumentName() else { return CallArgument(name: nil, value: query()) }
    return CallArgument(name: name, value: query())
  }

  /// Parses `name:` or `"name":`; returns nil and consumes nothing if the argument is bare.
  private mutating func argumentName() -> Name? {
    if let word = token.word, following.kind == .colon {
      let name = Name(word, token.range)
      advance()
      advance()
      return name
    }
    guard kind == .stringStart || kind == .rawString else { return nil }
    var ahead = self
    let template = ahead.template()
    guard ahead.kind == .colon, let text = template.constant else { return nil }
    ahead.advance()
    self = ahead
    return Name(text.string, template.range)
  }
}
