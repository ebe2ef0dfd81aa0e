public import Diagnostics
public import Query

/// A parsed script.
public struct Script: Sendable {
  /// The text of the script.
  public var source: SourceText
  /// The statements in order.
  public var statements: [Statement]
  /// The syntax errors in the order of the text. If there are any, the statements are a partial tree.
  public var diagnostics: [Diagnostic]
  /// Whether the text is incomplete but could be continued, so that the prompt opens another line.
  public var isIncomplete: Bool

  /// The declared parameters, in order.
  public var parameters: [Parameter] {
    statements.compactMap { statement in
      if case .parameter(let parameter) = statement.kind { parameter } else { nil }
    }
  }
}

/// A statement and its range.
public struct Statement: Sendable {
  /// The statement.
  public var kind: Kind
  /// The range in the text.
  public var range: SourceRange

  /// Creates a statement.
  public init(_ kind: Kind, _ range: SourceRange) {
    self.kind = kind
    self.range = range
  }

  /// The kinds of statements (docs/language.md, "Statements").
  public indirect enum Kind: Sendable {
    case expression(Expression)
    /// `let name = expr`
    case bind(Name, Expression)
    /// `use provider@profile`
    case use(Target)
    /// `param name: type = expr "help"`
    case parameter(Parameter)
    /// `def f: …;`
    case define(FunctionDefinition)
    /// `import "path" as name;`, `include "path";`
    case load(Import)
    /// `for name in expr once by key at most n parallel n retry n after "2s" keep going { … }`, and `let name = for …`
    case loop(Loop)
    /// `give expr`
    case give(Expression)
    /// `skip message`
    case skip(Expression?)
    /// `fail message`
    case fail(Expression)
    /// `if expr { … } elif expr { … } else { … }`
    case decide([Branch], otherwise: Block?)
    /// `do { … } catch name { … }`
    case protect(Block, name: Name, handler: Block)
    /// `assert expr, message`
    case assert(Expression, message: Expression?)
    /// `print expr`
    case print(Expression)
    /// `warn expr`
    case warn(Expression)
    /// `save expr to path with options`
    case save(Expression, to: Expression, options: Expression?)
    /// `append expr to path with options`
    case append(Expression, to: Expression, options: Expression?)
    /// `wait "5s"`, `wait until expr every "5s" for "10m"`
    case wait(Wait)
    /// `run path with parameters`
    case run(Expression, parameters: Expression?)
    /// `login provider@profile name: value, …`
    case login(Target, [CallArgument])
    /// `logout provider@profile`
    case logout(Target)
    /// `confirm message`
    case confirm(Expression)
    /// `stop status`
    case stop(Expression?)
    /// A command of the prompt: `help`, `describe`, `set`, …
    case command(Command)
  }
}

/// A provider with an optional profile.
public struct Target: Sendable {
  /// The name of the provider.
  public var provider: Name
  /// The name of the profile; nil if none is given.
  public var profile: Name?

  /// The target as written: `coderpad@old`.
  public var text: String { profile.map { provider.text + "@" + $0.text } ?? provider.text }

  /// The account that the target refers to, given the current one set by `use`.
  func account(_ catalog: (any Catalog)?, current: Account?) -> Account {
    catalog?.account(provider.text, profile: profile?.text, current: current)
      ?? Account(provider.text, profile: profile?.text)
  }
}

/// A block: `{ statements }`.
public struct Block: Sendable {
  /// The statements in order.
  public var statements: [Statement]
  /// The range, including the braces.
  public var range: SourceRange
}

/// A condition of `if` or `elif` and its block.
public struct Branch: Sendable {
  /// The condition.
  public var condition: Expression
  /// The block.
  public var body: Block
}

/// A loop, `for name in source { … }`, and its options.
public struct Loop: Sendable {
  /// The range of `parallel`.
  static let parallelLimits = 1...256
  /// The range of `retry`.
  static let retryLimits = 0...1000
  /// The range of `at most`.
  static let mostLimits = 0...1_000_000

  /// The variable for each row.
  public var name: Name
  /// The expression whose outputs are the rows.
  public var source: Expression
  /// The variable for the results of the rows: `let name = for …`.
  public var result: Name?
  /// Whether rows with the key of an earlier row are skipped: `once`.
  public var isOnce = false
  /// `by`: the key of a row, evaluated on the row.
  public var key: Expression?
  /// `at most`: the maximum number of rows.
  public var most: Expression?
  /// `parallel`: the number of rows to run at the same time.
  public var parallel: Expression?
  /// `retry`: the number of retries per row.
  public var retry: Expression?
  /// `after`: the delay before the first retry.
  public var delay: Expression?
  /// `keep going`: whether other rows continue after one has failed.
  public var keepsGoing: Bool
  /// The body.
  public var body: Block

  /// The expressions of its options, in text order.
  var options: [Expression] { [key, most, parallel, retry, delay].compactMap(\.self) }
}

/// What `wait` waits for.
public enum Wait: Sendable {
  case duration(Expression)
  /// A condition that is evaluated repeatedly; interval and limit are nil for the defaults.
  case condition(Expression, every: Expression?, limit: Expression?)
}

/// A parameter: `param name: type = value "help"`.
public struct Parameter: Sendable {
  /// The types of parameters.
  public enum Kind: String, Sendable, CaseIterable {
    case string
    case int
    case number
    case bool
    case date
    case path
    case email
    case secret
    case json
  }

  /// The name.
  public var name: Name
  /// The declared type; nil if it follows from the default.
  public var kind: Kind?
  /// The default; nil for a required parameter.
  public var defaultValue: Expression?
  /// The help text.
  public var help: String?
  /// The range of the statement.
  public var range: SourceRange
}

/// A command of the prompt, and the rest of its line as typed.
public struct Command: Sendable {
  /// The name of the command.
  public var name: Name
  /// The rest of the line, without surrounding blanks.
  public var rest: String
  /// The range of the rest.
  public var restRange: SourceRange
  /// The words of the rest. Quotes keep blanks together and are removed.
  public var words: [Name]
  /// The expression that `explain` and `watch` evaluate.
  public var expression: Expression?
  /// The condition that ends `watch`: `until …`.
  public var condition: Expression?
}
