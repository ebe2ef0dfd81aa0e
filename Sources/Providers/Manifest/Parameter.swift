import JSON
import Query

/// A parameter of an endpoint.
struct Parameter: Sendable {
  var name: String
  var place: ParameterPlace
  /// The member of the body that holds it.
  var under: String?
  var type: ParameterType
  var isRequired: Bool
  /// Whether an empty text is refused.
  var isNonempty: Bool
  /// Whether a body in JSON may have null for it.
  var isNullable: Bool
  var choices: [String]
  var examples: [Value]
  var defaultValue: Value?
  /// The least number.
  var minimum: Int?
  /// A regular expression that texts match.
  var pattern: String?
  var arrays: ArrayStyle
  var excludes: [String]
  var requires: [String]
  /// What it names by its id: `member`.
  var kind: String?
  /// The same by the resource whose items have that kind.
  var refers: String?
  var summary: String

  /// The name in its parts: `mail[subject]` is `mail` and `subject`.
  var keys: [String] { BracketName.keys(name) }
}

/// Where a parameter travels.
enum ParameterPlace: String, Sendable, CaseIterable {
  case path
  case query
  case header
  case body
}

/// How the values of an array or object travel in a query, a form, a header or the path.
enum ArrayStyle: String, Sendable, CaseIterable {
  /// `tag[]=a&tag[]=b`, `filter[a]=1&filter[b]=2`
  case brackets
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

/// What a parameter may be.
enum ParameterType: Sendable, Hashable {
  case any
  /// Opaque: a text or a whole number, sent as given.
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

/// How a point in time travels.
enum TimeEncoding: String, Sendable, CaseIterable {
  /// Seconds since 1970.
  case unix
  case iso8601
}

extension ParameterType {
  /// What manifests call them.
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

  /// The kind that checks, help and completion know.
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
