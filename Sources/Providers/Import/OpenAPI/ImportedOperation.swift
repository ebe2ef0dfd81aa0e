import Diagnostics
import JSON

/// An operation of a description as a method of a manifest.
struct ImportedOperation {
  var verb: String
  var path: [PathSegment]
  var endsInSlash = false
  /// The path as it is written.
  var pathText: String
  var range: SourceRange
  var identifier: String?
  var tag: String?
  var summary = ""
  var isDeprecated = false
  var parameters: [ImportedParameter] = []
  /// How its body travels; nil without one.
  var encoding: BodyEncoding?
  /// The media type of a body in JSON; nil for the usual one.
  var contentType: String?
  /// Whether members of the body may be given that are not described.
  var takesOthers = false
  /// The schema of its answer.
  var answer: SourceNode?
  /// The media type of its response in JSON.
  var accepts: String?
  /// Whether its response is described with a header `Link`.
  var hasLink = false
  /// Where it alone is; nil for the server of all.
  var server: String?
  /// The names of the security schemes that it needs together, each list enough.
  var security: [[String]] = []

  // What names, pages and risk turn out to be.
  var resource = ""
  var name = ""

  var qualifiedName: String { "\(resource).\(name)" }

  func parameter(_ name: String) -> ImportedParameter? { parameters.first { $0.name == name } }
}

/// A parameter of a description as one of a manifest.
struct ImportedParameter {
  var name: String
  var place: ParameterPlace
  /// As manifests name it.
  var type: String
  var isUnixTime = false
  var isRequired = false
  var choices: [String] = []
  var defaultValue: Value?
  var example: Value?
  /// How several values travel in a query; nil for the usual way.
  var arrays: ArrayStyle?
  /// What it names by its id.
  var kind: String?
  var summary = ""
  /// The least and the largest number that it accepts.
  var minimum: Int?
  var maximum: Int?
  var isReadOnly = false
  /// Whether null clears it.
  var isNullable = false
}
