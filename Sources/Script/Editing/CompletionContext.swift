public import Diagnostics
import Query

/// What is expected at the cursor, judging by the text before it.
public struct CompletionContext: Sendable, Hashable {
  /// What can be completed.
  public enum Expectation: Sendable, Hashable {
    /// A statement's first word, a command, or an expression.
    case statement
    /// The beginning of an expression: a provider, a resource of the provider in use, a function.
    case operand
    /// A provider, after `use`, `login` and `logout`.
    case provider
    /// A profile of a provider, after its `@`, which is part of the prefix.
    case profile(provider: String)
    /// A resource or method. The head of the path may be a provider or a resource of the one in use.
    case member(CallPath, of: Kind)
    /// The name of a credential in a login, except those already given.
    case credential(provider: String, given: [String])
    /// The name of a parameter, except those already given. A positional value is also possible; `position` is the
    /// number of positional arguments before it.
    case parameter(call: CallPath, given: [String], position: Int)
    /// The value of a parameter: one of its choices, or an expression.
    case value(call: CallPath, ArgumentPlace)
    /// A key of an object that is an argument of a call, or the value of one.
    case argumentKey(call: CallPath, under: String?, of: FieldBase)
    /// A variable; the prefix includes its `$`. `bound` are the variables bound in the text, latest first.
    case variable(bound: [String])
    /// A field of a value; the prefix includes its dot.
    case field(of: FieldBase)
    /// A field of a value as a string, as in `has("` and `.["`; the prefix includes its quote.
    case fieldName(of: FieldBase)
    /// A string that a value is compared with; the prefix includes its quote.
    case comparison(with: FieldBase)
    /// A key in an object construction, possibly a field of its input, except those already given.
    case key(of: FieldBase, given: [String])
    /// A format such as `@csv`; the prefix includes its `@`.
    case format
    /// A type, after `param name:`.
    case parameterType
    /// An argument of a command; `words` are the words before the cursor.
    case argument(command: String, words: [String])
    /// A file, after `to` and in `read_csv("…")`; the prefix does not include the quote.
    case path
    /// A module, after `import` or `include`; the prefix does not include the quote.
    case module
    /// A loop option or the body: `parallel`, `retry`, `keep going`, `{`.
    case loopOption
    /// An infix operator, or the end of the expression.
    case infix
    /// Nothing: in a comment, a number, a string, or a new name.
    case nothing
  }

  /// The methods that are possible.
  public enum Kind: Sendable, Hashable {
    case any
    /// Only those that `each` and `pages` accept.
    case list
  }

  /// What can be completed.
  public var expectation: Expectation
  /// The part of the word before the cursor.
  public var prefix: String
  /// The range that a candidate replaces, in UTF-8 offsets.
  public var range: SourceRange

  /// Analyses the text before a cursor, a UTF-8 offset.
  public init(_ text: String, cursor: Int) {
    let bytes = Array(text.utf8)
    var finder = CompletionFinder(String(decoding: bytes[..<max(0, min(cursor, bytes.count))], as: UTF8.self))
    self = finder.context()
  }

  init(_ expectation: Expectation, prefix: String, range: SourceRange) {
    self.expectation = expectation
    self.prefix = prefix
    self.range = range
  }
}

/// The names in a call: `coderpad@old.pads.get`, or `pads.get`.
public struct CallPath: Sendable, Hashable {
  /// The names without the profile.
  public var path: [String]
  /// The profile; nil if none is given.
  public var profile: String?

  /// Creates a path.
  public init(path: [String], profile: String? = nil) {
    self.path = path
    self.profile = profile
  }
}

/// An argument of a call: by name, or by the number of positional arguments before it.
public enum ArgumentPlace: Sendable, Hashable {
  case named(String)
  case bare(Int)
}

/// A value whose fields can be completed.
public struct FieldBase: Sendable, Hashable {
  /// The origin of the value.
  public enum Root: Sendable, Hashable {
    /// The last value.
    case last
    case variable(String)
    /// The output of a call.
    case call(CallPath)
    /// A request and its response; nil for the latest exchange.
    case exchange(Int?)
    /// The error that `catch` binds.
    case error
    case unknown
  }

  /// A step from the root to the value.
  public enum Step: Sendable, Hashable {
    case field(String)
    /// Any element of an array or value of an object.
    case element
    /// An expression as written, with the variables bound before it.
    case filter(String, with: [Binding])
  }

  /// A variable bound in the text.
  public struct Binding: Sendable, Hashable {
    /// The name without `$`.
    public var name: String
    /// The bound value.
    public var value: FieldBase
  }

  /// The origin of the value.
  public var root: Root
  /// The steps from the root.
  public var steps: [Step]

  /// Creates a base.
  public init(_ root: Root, _ steps: [Step] = []) {
    self.root = root
    self.steps = steps
  }

  func then(_ more: [Step]) -> FieldBase { root == .unknown ? self : FieldBase(root, steps + more) }
}
