public import JSON

/// The signature of a provider's method; used by the checks, help, completion and documentation.
public struct MethodSignature: Sendable {
  /// The name of the provider.
  public var provider: String
  /// The name of the resource; nil for `provider.request`.
  public var resource: String?
  /// The name of the method.
  public var name: String
  /// A one-sentence description.
  public var summary: String
  /// The parameters, in order.
  public var parameters: [ParameterSignature]
  /// The parameters that bare values fill, in order.
  public var positional: [String]
  /// Whether `each` and `pages` accept it.
  public var isList: Bool
  /// The parameter that sets the number of items per page; nil if there is none.
  public var pageSize: String?
  /// The risk class, before any parameter raises it.
  public var risk: Risk
  /// Whether parameters that are not listed are passed on (open filters, remote procedures).
  public var acceptsOthers: Bool
  /// Whether unlisted parameters are filters of a list that documents some filters; the others may have no effect.
  public var documentsFilters: Bool
  /// The shape of the output, as far as it is documented.
  public var answer: Shape?
  /// The address of the provider's documentation.
  public var documentation: String?

  /// Creates a signature.
  public init(
    provider: String, resource: String?, name: String, summary: String = "", parameters: [ParameterSignature] = [],
    positional: [String] = [], isList: Bool = false, pageSize: String? = nil, risk: Risk = .read,
    acceptsOthers: Bool = false, documentsFilters: Bool = false, answer: Shape? = nil, documentation: String? = nil
  ) {
    self.provider = provider
    self.resource = resource
    self.name = name
    self.summary = summary
    self.parameters = parameters
    self.positional = positional
    self.isList = isList
    self.pageSize = pageSize
    self.risk = risk
    self.acceptsOthers = acceptsOthers
    self.documentsFilters = documentsFilters
    self.answer = answer
    self.documentation = documentation
  }

  /// The name without a profile: `coderpad.pads.get`.
  public var qualifiedName: String { [provider, resource, name].compactMap(\.self).joined(separator: ".") }
}

/// A parameter of a method.
public struct ParameterSignature: Sendable {
  /// The type of a parameter.
  public enum Kind: String, Sendable, CaseIterable {
    case string
    case integer
    case number
    case boolean
    /// A point in time; the provider's manifest specifies the encoding.
    case time
    case url
    case email
    case object
    case any

    /// Its name with an article: `an integer`.
    public var article: String {
      switch self {
      case .string, .url: "a \(rawValue)"
      case .email: "an email address"
      case .integer: "an integer"
      case .number: "a number"
      case .boolean: "a boolean"
      case .time: "a time"
      case .object: "an object"
      case .any: "a value"
      }
    }

    /// A hint for a value of another type.
    public var advice: String? {
      switch self {
      case .string: "`tojson` or `join(\",\")` makes a text of it"
      case .integer: "write a whole number, such as `90`"
      case .number: "write a number, such as `1.5`"
      case .boolean: "write `true` or `false`"
      case .time: "write seconds since 1970 or a date such as \"2026-01-31T12:00:00Z\""
      case .url: "write all of it, such as `https://example.com/`"
      case .email: "write one address, such as \"jane@example.com\""
      case .object: "write `{name: value}`"
      case .any: nil
      }
    }
  }

  /// The name of the parameter.
  public var name: String
  /// The type of the parameter.
  public var kind: Kind
  /// Whether the parameter must be given.
  public var isRequired: Bool
  /// The permitted values; empty if any value is allowed.
  public var choices: [String]
  /// Suggestions for completion; other values are also allowed.
  public var examples: [String]
  /// The value that the provider uses if none is given.
  public var defaultValue: Value?
  /// A one-sentence description.
  public var summary: String
  /// The parameters that must not be given together with this one.
  public var excludes: [String]
  /// The parameters that must be given together with this one.
  public var requires: [String]
  /// Whether null may be sent.
  public var isNullable: Bool

  /// Creates a parameter.
  public init(
    name: String, kind: Kind, isRequired: Bool = false, choices: [String] = [], examples: [String] = [],
    defaultValue: Value? = nil, summary: String = "", excludes: [String] = [], requires: [String] = [],
    isNullable: Bool = false
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
    self.isNullable = isNullable
  }

  /// A hint on how to write the parameter: `such as \`id: "X7"\``.
  public var advice: String {
    let example = choices.first.map { Value($0).json() } ?? examples.first.map(written)
    return "such as `\(name): \(example ?? kind.example)`"
  }

  private func written(_ example: String) -> String {
    switch kind {
    case .integer, .number, .boolean, .object, .any: example
    case .time: Value(number: Text(example)) == nil ? Value(example).json() : example
    case .string, .url, .email: Value(example).json()
    }
  }
}

extension ParameterSignature.Kind {
  /// An example value, as written in a script.
  public var example: String {
    switch self {
    case .string, .any: "\"text\""
    case .integer, .number: "1"
    case .boolean: "true"
    case .time: "\"2026-01-31T12:00:00Z\""
    case .url: "\"https://example.com/\""
    case .email: "\"jane@example.com\""
    case .object: "{}"
    }
  }
}

/// The type of a future value, as far as it is known.
public indirect enum Shape: Sendable, Hashable {
  case any
  case null
  case boolean
  case number
  case string
  case array(Shape)
  /// An object with these documented fields; it may have others.
  case object([Field])

  /// A documented field of an object.
  public struct Field: Sendable, Hashable {
    /// The name of the field.
    public var name: String
    /// The shape of its value.
    public var shape: Shape
    /// A one-sentence description.
    public var summary: String
    /// Whether it may be null according to the documentation.
    public var isNullable: Bool

    /// Creates a field.
    public init(name: String, shape: Shape, summary: String = "", isNullable: Bool = false) {
      self.name = name
      self.shape = shape
      self.summary = summary
      self.isNullable = isNullable
    }
  }
}
