import JSON
import Query

/// A parameter of an endpoint.
struct Parameter: Sendable {
  var name: String
  var place: ParameterPlace
  /// The member of the body that contains it.
  var under: String?
  var type: ParameterType
  var isRequired: Bool
  /// Whether an empty string is refused.
  var isNonempty: Bool
  /// Whether a JSON body may contain null for it.
  var isNullable: Bool
  var choices: [String]
  var examples: [Value]
  var defaultValue: Value?
  /// The minimum of a number.
  var minimum: Int?
  /// A regular expression that strings must match.
  var pattern: String?
  var arrays: ArrayStyle
  var excludes: [String]
  var requires: [String]
  /// The kind of object whose id it accepts, such as `member`.
  var kind: String?
  /// The resource whose items have that kind, as an alternative to `kind`.
  var refers: String?
  var summary: String

  /// The parts of the name: `mail[subject]` is `mail`, `subject`.
  var keys: [String] { BracketName.keys(name) }
}

/// The part of the request that contains a parameter.
enum ParameterPlace: String, Sendable, CaseIterable {
  case path
  case query
  case header
  case body
}

/// The encoding of arrays and objects in a query, form, header or path.
enum ArrayStyle: String, Sendable, CaseIterable {
  /// `tag[]=a&tag[]=b`, `filter[a]=1&filter[b]=2`
  case brackets
  /// Like `brackets`, with the index of each object: `line[0][a]=1&line[1][a]=2`
  case indexed
  /// `tag=a&tag=b`, `a=1&b=2`
  case repeated
  /// `tag=a,b`, `filter=a,1,b,2`
  case commas
  /// `tag=a b`
  case spaces
  /// `tag=a|b`
  case pipes
  /// `tag=["a","b"]`
  case json
}

/// The type of a parameter.
enum ParameterType: Sendable, Hashable {
  case any
  /// An opaque string or whole number, sent unchanged.
  case id
  case string
  case integer
  case number
  case boolean
  case time(TimeEncoding)
  case url
  case email
  case object
}

/// The encoding of a point in time.
enum TimeEncoding: String, Sendable, CaseIterable {
  /// Unix seconds.
  case unix
  case iso8601
}

extension ParameterType {
  /// The names of types in manifests.
  static let names = ["any", "id", "string", "integer", "number", "boolean", "time", "url", "email", "object"]

  init?(_ name: String, encoding: TimeEncoding) {
    switch name {
    case "any": self = .any
    case "id": self = .id
    case "string": self = .string
    case "integer": self = .integer
    case "number": self = .number
    case "boolean": self = .boolean
    case "time": self = .time(encoding)
    case "url": self = .url
    case "email": self = .email
    case "object": self = .object
    default: return nil
    }
  }

  /// The type for checks, help and completion.
  var kind: ParameterSignature.Kind {
    switch self {
    case .any: .any
    case .id, .string: .string
    case .integer: .integer
    case .number: .number
    case .boolean: .boolean
    case .time: .time
    case .url: .url
    case .email: .email
    case .object: .object
    }
  }
}
