public import Diagnostics
public import JSON

/// An expression in a source text. Every node has its source range.
public struct Expression: Sendable {
  /// The form of the expression.
  public var kind: Kind
  /// The range in the source text.
  public var range: SourceRange

  /// Creates an expression.
  public init(_ kind: Kind, _ range: SourceRange) {
    self.kind = kind
    self.range = range
  }

  /// The expression forms of jq 1.8 (manual, "Basic filters" and following) and of eduscript.
  public indirect enum Kind: Sendable {
    /// `.`
    case identity
    /// `..`
    case recursiveDescent
    /// A number, `true`, `false` or `null`.
    case literal(Value)
    /// `"…\(expr)…"`, with an optional format before it.
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
    /// `.a?`, `base["a"]?`, `base[]?`: suppresses the errors of this step, but not those of its base (jq's INDEX_OPT,
    /// EACH_OPT). The base is always a field, an index, a slice or an iteration; `?` after anything else is `.attempt`.
    case optional(Expression)
    /// `$name`, `$module::name`
    case variable(Name)
    /// `$__loc__`
    case location
    /// `f(a; b)`, `module::f`
    case function(Name, [Expression])
    /// `provider@profile.resource.method(arguments)`: a call, or a bare name followed by fields; only a resolver can
    /// tell.
    case dotted(DottedName)
    /// `@17`; nil for `@last`.
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
    /// A missing expression; occurs only in the partial tree of a text with syntax errors.
    case missing
  }
}

/// An identifier with its range. The text includes the module prefix (`m::f`).
public struct Name: Sendable, Hashable {
  /// The text of the identifier.
  public var text: String
  /// The range in the source text.
  public var range: SourceRange

  /// Creates a name.
  public init(_ text: String, _ range: SourceRange) {
    self.text = text
    self.range = range
  }
}

/// A string with interpolations, and the format (`@csv`) that encodes the interpolated values.
public struct StringTemplate: Sendable {
  /// A part of the string.
  public enum Part: Sendable {
    case text(Text)
    case interpolation(Expression)
  }

  /// The format before the string.
  public var format: Name?
  /// The parts, in order.
  public var parts: [Part]
  /// The range in the source text, including the format.
  public var range: SourceRange

  /// Creates a template.
  public init(format: Name? = nil, parts: [Part], range: SourceRange) {
    self.format = format
    self.parts = parts
    self.range = range
  }

  /// The text, if there are no interpolations.
  public var constant: Text? {
    switch (parts.first, parts.count) {
    case (nil, _): ""
    case (.text(let text)?, 1): text
    default: nil
    }
  }
}

/// A member of an object construction. The value is nil for the short forms (`{name}`, `{$x}`, `{"a b"}`, `{@base64
/// "x"}`).
public struct ObjectMember: Sendable {
  /// The key of a member.
  public enum Key: Sendable {
    case name(Name)
    case string(StringTemplate)
    case variable(Name)
    case location
    case expression(Expression)
  }

  /// The key.
  public var key: Key
  /// The value; nil for a short form.
  public var value: Expression?

  /// Creates a member.
  public init(key: Key, value: Expression?) {
    self.key = key
    self.value = value
  }
}

/// A destructuring pattern after `as`.
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
  /// A parameter of a function.
  public struct Parameter: Sendable {
    /// The name without `$`.
    public var name: Name
    /// Whether it is written with `$`, so that its value is bound too.
    public var isValue: Bool

    /// Creates a parameter.
    public init(name: Name, isValue: Bool) {
      self.name = name
      self.isValue = isValue
    }
  }

  /// The name of the function.
  public var name: Name
  /// The parameters, in order.
  public var parameters: [Parameter]
  /// The body.
  public var body: Expression
  /// The range of the whole definition.
  public var range: SourceRange

  /// Creates a definition.
  public init(name: Name, parameters: [Parameter], body: Expression, range: SourceRange) {
    self.name = name
    self.parameters = parameters
    self.body = body
    self.range = range
  }
}

/// `head@profile.member.member(arguments)`. Without arguments, the members may include fields.
public struct DottedName: Sendable {
  /// The first word: a provider, a resource or a function.
  public var head: Name
  /// The profile after the head.
  public var profile: Name?
  /// The words after the head.
  public var members: [Name]
  /// nil if there are no parentheses.
  public var arguments: [CallArgument]?

  /// Creates a dotted name.
  public init(head: Name, profile: Name?, members: [Name], arguments: [CallArgument]?) {
    self.head = head
    self.profile = profile
    self.members = members
    self.arguments = arguments
  }
}

/// `name: expr`, or a bare expression: a positional value, or an object whose keys name parameters.
public struct CallArgument: Sendable {
  /// The name; nil for a bare expression.
  public var name: Name?
  /// The value.
  public var value: Expression

  /// Creates an argument.
  public init(name: Name?, value: Expression) {
    self.name = name
    self.value = value
  }
}

/// A binary operator; the raw value is its symbol.
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

/// An update operator; the raw value is its symbol.
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
