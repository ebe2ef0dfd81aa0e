public import Diagnostics
public import Query

/// A text as statements.
public struct Script: Sendable {
  public var source: SourceText
  public var statements: [Statement]
  /// Syntax errors in the order of the text; with them the statements are a partial tree.
  public var diagnostics: [Diagnostic]
  /// Whether the text is not whole, but more of it could make it so: the prompt then opens another line.
  public var isIncomplete: Bool

  /// The parameters it declares, in order.
  public var parameters: [Parameter] {
    statements.compactMap { statement in
      if case .parameter(let parameter) = statement.kind { parameter } else { nil }
    }
  }
}

/// One statement with its place.
public struct Statement: Sendable {
  public var kind: Kind
  public var range: SourceRange

  public init(_ kind: Kind, _ range: SourceRange) {
    self.kind = kind
    self.range = range
  }

  /// The statements of language.md, section 2.
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
    /// A word of the prompt: `help`, `describe`, `set`, …
    case command(Command)
  }
}

/// A provider, with a profile where one is named.
public struct Target: Sendable {
  public var provider: Name
  public var profile: Name?

  /// As it is written: `coderpad@old`.
  public var text: String { profile.map { provider.text + "@" + $0.text } ?? provider.text }

  /// The account it means after `use` set another one, which it may go on with.
  func account(_ catalog: (any Catalog)?, current: Account?) -> Account {
    catalog?.account(provider.text, profile: profile?.text, current: current)
      ?? Account(provider.text, profile: profile?.text)
  }
}

/// `{ statements }`
public struct Block: Sendable {
  public var statements: [Statement]
  public var range: SourceRange
}

/// A condition of `if` or `elif` and what it guards.
public struct Branch: Sendable {
  public var condition: Expression
  public var body: Block
}

/// `for name in source { … }` and how its rows run.
public struct Loop: Sendable {
  /// How many rows at a time.
  static let parallelLimits = 1...256
  /// How many further tries.
  static let retryLimits = 0...1000
  /// How many rows there may be.
  static let mostLimits = 0...1_000_000

  public var name: Name
  public var source: Expression
  /// The variable that holds what became of the rows: `let name = for …`.
  public var result: Name?
  /// Whether rows are left out whose key came before.
  public var isOnce = false
  /// `by`: what names a row, on the row.
  public var key: Expression?
  /// `at most`: how many rows there may be.
  public var most: Expression?
  public var parallel: Expression?
  public var retry: Expression?
  /// `after`: how long the first further try waits.
  public var delay: Expression?
  /// Whether rows that fail leave the others running.
  public var keepsGoing: Bool
  public var body: Block

  /// The expressions of its options, in the order of the text.
  var options: [Expression] { [key, most, parallel, retry, delay].compactMap(\.self) }
}

/// What `wait` waits for.
public enum Wait: Sendable {
  case duration(Expression)
  /// A condition, asked again and again; nil where the text does not say how often and how long.
  case condition(Expression, every: Expression?, limit: Expression?)
}

/// `param name: type = value "help"`
public struct Parameter: Sendable {
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

  public var name: Name
  /// nil when it follows from the default.
  public var kind: Kind?
  public var defaultValue: Expression?
  public var help: String?
  public var range: SourceRange
}

/// A command of the prompt: its word, and the rest of its line as it was typed.
public struct Command: Sendable {
  public var name: Name
  /// Without blanks around it.
  public var rest: String
  public var restRange: SourceRange
  /// The words of the rest; quotes keep blanks together and are dropped.
  public var words: [Name]
  /// What `explain` and `watch` evaluate.
  public var expression: Expression?
  /// What ends `watch`: `until …`.
  public var condition: Expression?
}
