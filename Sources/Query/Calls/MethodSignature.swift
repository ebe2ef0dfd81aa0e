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
  /// The parameter that says how many items a page has; nil where none does.
  public var pageSize: String?
  /// Its class before any parameter raises it.
  public var risk: Risk
  /// Whether parameters that are not listed are passed on (open filters, remote procedures).
  public var acceptsOthers: Bool
  /// Whether those are filters of a list that documents some: others may filter nothing.
  public var documentsFilters: Bool
  /// What it outputs, as far as it is documented.
  public var answer: Shape?
  /// Where the provider documents it.
  public var documentation: String?

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

    /// What to write instead of a value that is none.
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
  /// Whether null can be sent for it.
  public var isNullable: Bool

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

  /// How to give it: `such as \`id: "X7"\``.
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
  /// Some value, as one writes it.
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
    /// Whether the documents say that it may be null.
    public var isNullable: Bool

    public init(name: String, shape: Shape, summary: String = "", isNullable: Bool = false) {
      self.name = name
      self.shape = shape
      self.summary = summary
      self.isNullable = isNullable
    }
  }
}
