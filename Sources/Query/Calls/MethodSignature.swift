public import JSON

/// A method of a provider as a person calls it: data for the parser's checks, help, completion and documents.
public struct MethodSignature: Sendable {
  public var provider: String
  /// nil for `provider.request`.
  public var resource: String?
  public var name: String
  /// One sentence.
  public var summary: String
  public var parameters: [ParameterSignature]
  /// The parameters that bare values fill, in order.
  public var positional: [String]
  /// Whether `each` and `pages` work on it.
  public var isList: Bool
  /// `read`, `write`, `outward` or `destructive`, before any parameter raises it.
  public var risk: String
  /// Whether parameters that are not listed are passed on (open filters, remote procedures).
  public var acceptsOthers: Bool
  /// What it outputs, as far as it is documented.
  public var answer: Shape?
  /// Where the provider documents it.
  public var documentation: String?

  public init(
    provider: String, resource: String?, name: String, summary: String = "", parameters: [ParameterSignature] = [],
    positional: [String] = [], isList: Bool = false, risk: String = "read", acceptsOthers: Bool = false,
    answer: Shape? = nil, documentation: String? = nil
  ) {
    self.provider = provider
    self.resource = resource
    self.name = name
    self.summary = summary
    self.parameters = parameters
    self.positional = positional
    self.isList = isList
    self.risk = risk
    self.acceptsOthers = acceptsOthers
    self.answer = answer
    self.documentation = documentation
  }

  /// The name without a profile: `coderpad.pads.get`.
  public var qualifiedName: String { [provider, resource, name].compactMap(\.self).joined(separator: ".") }
}

/// A parameter of a method.
public struct ParameterSignature: Sendable {
  public enum Kind: String, Sendable, CaseIterable {
    case string
    case integer
    case number
    case boolean
    /// A point in time; the provider's manifest says in which encoding it travels.
    case time
    case url
    case email
    case object
    case any
  }

  public var name: String
  public var kind: Kind
  public var isRequired: Bool
  /// The only values there are; empty when any is allowed.
  public var choices: [String]
  /// Values worth completing where others are allowed too.
  public var examples: [String]
  public var defaultValue: Value?
  public var summary: String
  public var excludes: [String]
  public var requires: [String]

  public init(
    name: String, kind: Kind, isRequired: Bool = false, choices: [String] = [], examples: [String] = [],
    defaultValue: Value? = nil, summary: String = "", excludes: [String] = [], requires: [String] = []
  ) {
    self.name = name
    self.kind = kind
    self.isRequired = isRequired
    self.choices = choices
    self.examples = examples
    self.defaultValue = defaultValue
    self.summary = summary
    self.excludes = excludes
    self.requires = requires
  }
}

/// What is known about a value before it exists.
public indirect enum Shape: Sendable, Hashable {
  case any
  case null
  case boolean
  case number
  case string
  case array(Shape)
  /// An object with these documented fields; others may come.
  case object([Field])

  public struct Field: Sendable, Hashable {
    public var name: String
    public var shape: Shape
    public var summary: String

    public init(name: String, shape: Shape, summary: String = "") {
      self.name = name
      self.shape = shape
      self.summary = summary
    }
  }
}
