import Diagnostics
import JSON
import Query

// Parses `for`, `if`, `do` and `param`.

extension ScriptParser {
  /// - Parameter result: the variable of `let name = for …`.
  mutating func loop(result: Name? = nil) -> Statement.Kind {
    parser.advance()
    guard let name = word("a variable's name", hint: "`for name in expr { … }`") else {
      return .expression(parser.missing)
    }
    guard parser.token.word == "in", !parser.isPanicking else {
      parser.fail("`in`", hint: "`for \(name.text) in expr { … }`")
      return .expression(parser.missing)
    }
    parser.advance()
    let source = parser.unbroken { $0.query() }
    var loop = Loop(
      name: name, source: source, result: result, keepsGoing: false,
      body: Block(statements: [], range: parser.missing.range))
    while loopOption(&loop) {}
    loop.body = block(after: "`for … in …`")
    return .loop(loop)
  }

  private mutating func loopOption(_ loop: inout Loop) -> Bool {
    guard !parser.isPanicking else { return false }
    switch parser.token.word {
    case "once":
      parser.advance()
      loop.isOnce = true
    case "by":
      parser.advance()
      loop.key = parser.unbroken { $0.term() }
    case "at":
      parser.advance()
      guard parser.token.word == "most", !parser.isPanicking else {
        parser.fail("`most`", hint: "`at most 50` refuses a loop of more rows")
        return false
      }
      parser.advance()
      loop.most = parser.unbroken { $0.term() }
    case "parallel":
      parser.advance()
      loop.parallel = parser.unbroken { $0.term() }
    case "retry":
      parser.advance()
      loop.retry = parser.unbroken { $0.term() }
      guard parser.token.word == "after", !parser.isPanicking else { return true }
      parser.advance()
      loop.delay = parser.unbroken { $0.term() }
    case "keep":
      parser.advance()
      guard parser.token.word == "going", !parser.isPanicking else {
        parser.fail("`going`", hint: "`keep going` lets the other rows run")
        return false
      }
      parser.advance()
      loop.keepsGoing = true
    default: return false
    }
    return true
  }

  /// Parses `if expr { … }`. With `then` after the condition, it is jq's expression.
  mutating func decision() -> Statement.Kind {
    let before = parser
    parser.advance()
    let condition = parser.unbroken { $0.query() }
    guard parser.kind != .then else {
      parser = before
      return .expression(parser.query())
    }
    guard parser.kind == .leftBrace else {
      parser.fail("`{` or `then`", hint: "`if expr { … }` decides what runs, `if expr then … end` is an expression")
      return .decide(
        [Branch(condition: condition, body: Block(statements: [], range: parser.missing.range))], otherwise: nil)
    }
    var branches = [Branch(condition: condition, body: block(after: "the condition"))]
    while parser.kind == .elif {
      parser.advance()
      let condition = parser.unbroken { $0.query() }
      branches.append(Branch(condition: condition, body: block(after: "the condition")))
    }
    guard parser.accept(.else) else { return .decide(branches, otherwise: nil) }
    return .decide(branches, otherwise: block(after: "`else`"))
  }

  mutating func protection() -> Statement.Kind {
    parser.advance()
    let body = block(after: "`do`")
    guard parser.expect(.catch, hint: "`do { … } catch name { … }`"),
      let name = word("a name for the error", hint: "`catch name { … }` binds the error as `$name`")
    else {
      let nothing = Block(statements: [], range: parser.missing.range)
      return .protect(body, name: Name("", parser.missing.range), handler: nothing)
    }
    return .protect(body, name: name, handler: block(after: "`catch \(name.text)`"))
  }

  mutating func parameter() -> Statement.Kind {
    let start = parser.token.range.lower
    parser.advance()
    guard let name = word("a parameter's name", hint: "`param name: type = value \"help\"`") else {
      return .expression(parser.missing)
    }
    var parameter = Parameter(
      name: name, kind: nil, defaultValue: nil, help: nil, range: SourceRange(start, name.range.upper))
    if parser.continuingKind == .colon {
      parser.advance()
      parameter.kind = parameterKind()
    }
    if parser.continuingKind == .assign {
      parser.advance()
      parameter.defaultValue = parser.query()
    }
    if parser.continuingKind == .stringStart || parser.continuingKind == .rawString {
      parameter.help = parser.template().constant?.string
    }
    parameter.range = parser.range(from: start)
    return .parameter(parameter)
  }

  private mutating func parameterKind() -> Parameter.Kind? {
    let names = Parameter.Kind.allCases.map(\.rawValue)
    guard let name = word("a type: " + names.joined(separator: ", ")) else { return nil }
    guard let kind = Parameter.Kind(rawValue: name.text) else {
      let near = names.nearest(to: name.text).map { "did you mean `\($0)`?" }
      parser.report(
        "there is no parameter type `\(name.text)`", hint: near ?? "the types are " + names.joined(separator: ", "),
        at: name.range)
      return nil
    }
    return kind
  }
}
