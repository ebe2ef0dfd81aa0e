public import Diagnostics
import Query

/// What could stand at the cursor, told from the text in front of it.
public struct CompletionContext: Sendable, Hashable {
  public enum Expectation: Sendable, Hashable {
    /// A statement's first word, a command, or an expression.
    case statement
    /// Something that begins an expression: a provider, a resource of the provider in use, a function.
    case operand
    /// A provider, after `use`, `login` and `logout`.
    case provider
    /// A profile of a provider, after its `@`, which belongs to the prefix.
    case profile(provider: String)
    /// A resource or a method: the path so far, of which the head may be a provider or a resource of the one in use.
    case member(CallPath, of: Kind)
    /// The name of a credential that a login gives; those that are given already are not wanted again.
    case credential(provider: String, given: [String])
    /// The name of a parameter; those that are given already are not wanted again. A value may stand here, too, behind
    /// so many other bare ones.
    case parameter(call: CallPath, given: [String], position: Int)
    /// The value of a parameter: its choices, or an expression.
    case value(call: CallPath, ArgumentPlace)
    /// A key of an object among the arguments of a call, or of the value of one of them.
    case argumentKey(call: CallPath, under: String?, of: FieldBase)
    /// A variable; the prefix has its `$`. The text itself binds some, the latest first.
    case variable(bound: [String])
    /// A field of a value; the prefix has its dot.
    case field(of: FieldBase)
    /// A field of a value as a string: `has("`, `.["`; the prefix has its quote.
    case fieldName(of: FieldBase)
    /// What a value is compared with: a string that it may be; the prefix has its quote.
    case comparison(with: FieldBase)
    /// A key of an object construction, which may be a field of its input; those that it has already are not wanted
    /// again.
    case key(of: FieldBase, given: [String])
    /// A format, such as `@csv`; the prefix has its `@`.
    case format
    /// A type, after `param name:`.
    case parameterType
    /// What a command takes; the words in front of the cursor.
    case argument(command: String, words: [String])
    /// A file, after `to` and in `read_csv("…")`; the prefix is without the quote.
    case path
    /// A module, after `import` or `include`; the prefix is without the quote.
    case module
    /// `parallel`, `retry`, `keep going`, `{`
    case loopOption
    /// An infix operator, or the end.
    case infix
    /// Nothing: in a comment, a number, the text of a string, a name that is being made up.
    case nothing
  }

  /// Which methods can stand at a place.
  public enum Kind: Sendable, Hashable {
    case any
    /// Those that `each` and `pages` walk.
    case list
  }

  public var expectation: Expectation
  /// What stands in front of the cursor and belongs to the word to complete.
  public var prefix: String
  /// Where it stands; a candidate replaces it. UTF-8 offsets.
  public var range: SourceRange

  /// Looks at a text in front of a cursor, a UTF-8 offset.
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

/// The names of a call: `coderpad@old.pads.get`, or `pads.get`.
public struct CallPath: Sendable, Hashable {
  public var path: [String]
  public var profile: String?

  public init(path: [String], profile: String? = nil) {
    self.path = path
    self.profile = profile
  }
}

/// The argument of a call: one with a name, or the bare one with so many bare ones in front of it.
public enum ArgumentPlace: Sendable, Hashable {
  case named(String)
  case bare(Int)
}

/// A value whose fields are wanted.
public struct FieldBase: Sendable, Hashable {
  public enum Root: Sendable, Hashable {
    /// The last value.
    case last
    case variable(String)
    /// What a call outputs.
    case call(CallPath)
    /// A request and its answer; nil for the latest.
    case exchange(Int?)
    /// What `catch` binds.
    case error
    case unknown
  }

  public enum Step: Sendable, Hashable {
    case field(String)
    /// Any element of an array, any value of an object.
    case element
    /// An expression as it is written, and what the text bound before it.
    case filter(String, with: [Binding])
  }

  /// A variable that the text binds.
  public struct Binding: Sendable, Hashable {
    public var name: String
    public var value: FieldBase
  }

  public var root: Root
  public var steps: [Step]

  public init(_ root: Root, _ steps: [Step] = []) {
    self.root = root
    self.steps = steps
  }

  func then(_ more: [Step]) -> FieldBase { root == .unknown ? self : FieldBase(root, steps + more) }
}
