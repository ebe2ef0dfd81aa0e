import Diagnostics
import JSON

/// An OpenAPI operation, converted to a method of a manifest.
struct ImportedOperation {
  var verb: String
  var path: [PathSegment]
  var endsInSlash = false
  /// The path as written in the description.
  var pathText: String
  var range: SourceRange
  var identifier: String?
  var tag: String?
  var summary = ""
  var isDeprecated = false
  var parameters: [ImportedParameter] = []
  /// The encoding of the body; nil without one.
  var encoding: BodyEncoding?
  /// The media type of a JSON body; nil for the default.
  var contentType: String?
  /// The parameter that is the whole body.
  var whole: String?
  /// Whether the body accepts undocumented members.
  var takesOthers = false
  /// The schema of the response.
  var answer: SourceNode?
  /// The media type of the JSON response.
  var accepts: String?
  /// The pagination headers of its response, in lower case.
  var pageHeaders: [String] = []
  /// Whether it is a POST that searches for items.
  var isSearch = false
  /// The server of this operation only; nil for the global one.
  var server: String?
  /// Alternative lists of security schemes; all schemes of one list are required together.
  var security: [[String]] = []

  // Derived later: names, pagination and risk.
  var resource = ""
  var name = ""

  var qualifiedName: String { "\(resource).\(name)" }

  func parameter(_ name: String) -> ImportedParameter? { parameters.first { $0.name == name } }
}

/// An OpenAPI parameter, converted to a parameter of a manifest.
struct ImportedParameter {
  var name: String
  var place: ParameterPlace
  /// The type in manifests.
  var type: String
  var isUnixTime = false
  var isRequired = false
  var choices: [String] = []
  var defaultValue: Value?
  var example: Value?
  /// The encoding of several values; nil for the default.
  var arrays: ArrayStyle?
  /// The kind of object whose id it accepts.
  var kind: String?
  var summary = ""
  /// The range of numbers.
  var minimum: Int?
  var maximum: Int?
  var isReadOnly = false
  /// Whether null clears the field.
  var isNullable = false
}
