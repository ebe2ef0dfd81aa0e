public import Diagnostics
public import JSON

/// An expression as it was written: every node knows its place in the source text.
public struct Expression: Sendable {
  public var kind: Kind
  public var range: SourceRange

  public init(_ kind: Kind, _ range: SourceRange) {
    self.kind = kind
    self.range = range
  }

  /// The forms of jq 1.8 (manual, "Basic filters" on) and what eduscript adds.
  public indirect enum Kind: Sendable {
    /// `.`
    case identity
    /// `..`
    case recursiveDescent
    /// A number, `true`, `false` or `null`.
    case literal(Value)
    /// `"…\(expr)…"`, with the format in front of it where there is one.
    case string(StringTemplate)
    /// `@base64`
    case format(Name)
    /// `[expr]`, `[]`
    case array(Expression?)
    /// `{…}`
    case object([ObjectMember])
    /// `base.name` and `base."name"`; the base of `.name` is `.identity`.
    case field(Expression, StringTemplate)
    /// `base[key]`
    case index(Expression, Expression)
    /// `base[from:to]`
    case slice(Expression, from: Expression?, to: Expression?)
    /// `base[]`
    case iterate(Expression)
    /// `.a?`, `base["a"]?`, `base[]?`: catches the errors of this step alone, not those of its base (jq's INDEX_OPT, EACH_OPT).
    /// The base is always a field, an index, a slice or an iteration; `?` behind anything else is `.attempt`.
    case optional(Expression)
    /// `$name`, `$module::name`
    case variable(Name)
    /// `$__loc__`
    case location
    /// `f(a; b)`, `module::f`
    case function(Name, [Expression])
    /// `provider@profile.resource.method(arguments)`: a call, or a bare name with fields behind it; only a resolver can tell.
    case dotted(DottedName)
    /// `@17`; nil is `@last`.
    case exchange(Int?)
    /// `-expr`
    case negate(Expression)
    /// Arithmetic, comparison, `and`, `or`, `//`.
    case binary(BinaryOperator, Expression, Expression)
    /// `path = expr`, `path |= expr`, `path += expr`, …
    case update(UpdateOperator, Expression, Expression)
    /// `left | right`
    case pipe(Expression, Expression)
    /// `left, right`
    case comma(Expression, Expression)
    /// `if … then … elif … then … else … end`
    case conditional([(condition: Expression, body: Expression)], otherwise: Expression?)
    /// `try body catch handler`; `term?` is the same without a handler.
    case attempt(Expression, handler: Expression?)
    /// `reduce source as pattern (initial; update)`
    case reduce(Expression, [Pattern], initial: Expression, update: Expression)
    /// `foreach source as pattern (initial; update; extract)`
    case foreach(Expression, [Pattern], initial: Expression, update: Expression, extract: Expression?)
    /// `label $name | body`
    case label(Name, Expression)
    /// `break $name`
    case breakOut(Name)
    /// `source as pattern ?// pattern | body`
    case bind(Expression, [Pattern], Expression)
    /// `def f: …; body`
    case define(FunctionDefinition, Expression)
    /// Where something was expected and nothing usable stood; only in the partial tree of a text with errors.
    case missing
  }
}

/// A word with its place; a module's prefix (`m::f`) is part of the text.
public struct Name: Sendable, Hashable {
  public var text: String
  public var range: SourceRange

  public init(_ text: String, _ range: SourceRange) {
    self.text = text
    self.range = range
  }
}

/// A string with what is interpolated into it, and the format (`@csv`) that encodes the interpolated parts.
public struct StringTemplate: Sendable {
  public enum Part: Sendable {
    case text(Text)
    case interpolation(Expression)
  }

  public var format: Name?
  public var parts: [Part]
  public var range: SourceRange

  public init(format: Name? = nil, parts: [Part], range: SourceRange) {
    self.format = format
    self.parts = parts
    self.range = range
  }

  /// The text when nothing is interpolated.
  public var constant: Text? {
    switch (parts.first, parts.count) {
    case (nil, _): ""
    case (.text(let text)?, 1): text
    default: nil
    }
  }
}

/// One member of an object construction; a nil value is the short form (`{name}`, `{$x}`, `{"a b"}`, `{@base64 "x"}`).
public struct ObjectMember: Sendable {
  public enum Key: Sendable {
    case name(Name)
    case string(StringTemplate)
    case variable(Name)
    case location
    case expression(Expression)
  }

  public var key: Key
  public var value: Expression?

  public init(key: Key, value: Expression?) {
    self.key = key
    self.value = value
  }
}

/// What `as` binds.
public indirect enum Pattern: Sendable {
  case variable(Name)
  case array([Pattern])
  case object([(key: PatternKey, value: Pattern?)])
}

/// The key of a member in an object pattern; `$name` also binds the member's value.
public enum PatternKey: Sendable {
  case variable(Name)
  case name(Name)
  case string(StringTemplate)
  case expression(Expression)
}

/// `def name(parameters): body;`
public struct FunctionDefinition: Sendable {
  public struct Parameter: Sendable {
    /// The name without `$`.
    public var name: Name
    /// Written with `$`: its value is bound, too.
    public var isValue: Bool

    public init(name: Name, isValue: Bool) {
      self.name = name
      self.isValue = isValue
    }
  }

  public var name: Name
  public var parameters: [Parameter]
  public var body: Expression
  public var range: SourceRange

  public init(name: Name, parameters: [Parameter], body: Expression, range: SourceRange) {
    self.name = name
    self.parameters = parameters
    self.body = body
    self.range = range
  }
}

/// `head@profile.member.member(arguments)`; without arguments, fields may be among the members.
public struct DottedName: Sendable {
  public var head: Name
  public var profile: Name?
  public var members: [Name]
  /// nil without parentheses.
  public var arguments: [CallArgument]?

  public init(head: Name, profile: Name?, members: [Name], arguments: [CallArgument]?) {
    self.head = head
    self.profile = profile
    self.members = members
    self.arguments = arguments
  }
}

/// `name: expr`, or a bare expression: a positional value, or an object whose keys are parameters.
public struct CallArgument: Sendable {
  public var name: Name?
  public var value: Expression

  public init(name: Name?, value: Expression) {
    self.name = name
    self.value = value
  }
}

public enum BinaryOperator: String, Sendable, CaseIterable {
  case add = "+"
  case subtract = "-"
  case multiply = "*"
  case divide = "/"
  case remainder = "%"
  case equal = "=="
  case notEqual = "!="
  case less = "<"
  case lessOrEqual = "<="
  case greater = ">"
  case greaterOrEqual = ">="
  case and
  case or
  case alternative = "//"
}

public enum UpdateOperator: String, Sendable, CaseIterable {
  case assign = "="
  case modify = "|="
  case add = "+="
  case subtract = "-="
  case multiply = "*="
  case divide = "/="
  case remainder = "%="
  case alternative = "//="
}
