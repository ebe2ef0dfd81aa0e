import HTTP
import JSON
import Query

/// A method of a provider: its parameters, its request, and its response.
struct Endpoint: Sendable {
  var resource: String
  var name: String
  /// The HTTP method.
  var verb: String
  /// Segments relative to the base URL; `{name}` is a path parameter.
  var path: [PathSegment]
  var summary: String
  var risk: Risk
  var raises: [RiskRaise]
  var isList: Bool
  var parameters: [Parameter]
  /// The parameters for positional arguments, in order.
  var positional: [String]
  /// Where unlisted parameters go; nil if they are not accepted.
  var others: OtherParameters?
  /// The encoding of its body; nil for the manifest's default.
  var encoding: BodyEncoding?
  /// The media type of a JSON body; nil for the default.
  var contentType: String?
  /// The parameter that is the whole JSON body, such as an array; nil if the body has members.
  var whole: String?
  /// Parts of the body that are always sent.
  var fixed: [(name: String, value: Value)]
  var pagination: Pagination?
  var payload: AnswerFilter?
  var answer: Shape
  /// The kind of items in its responses.
  var items = AnswerItems.usual
  /// How the object of a write is read.
  var reads = ObjectReading.usual
  /// nil if the manifest does not specify it.
  var undo: UndoRule?
  /// nil if the manifest does not specify it.
  var probe: ProbeRule?
  /// An example call to show instead of a generated one.
  var example: String?

  /// The name with the resource, such as `pads.list`; `request` has no resource.
  var qualifiedName: String { resource.isEmpty ? name : "\(resource).\(name)" }

  func parameter(_ name: String) -> Parameter? { parameters.first { $0.name == name } }

  /// The call that undoes it; nil if there is none.
  var inverse: Undo? {
    guard case .call(let undo)? = undo else { return nil }
    return undo
  }
}

extension Endpoint {
  /// The path parameters, in order.
  var pathParameters: [String] {
    path.flatMap(\.parameters)
  }
}

/// The items in a response.
enum AnswerItems: Sendable, Hashable {
  /// Those of its resource, if its path identifies them.
  case usual
  case none
  case kind(String)
}

/// An argument value that raises the risk of a call above that of its method.
struct RiskRaise: Sendable {
  var parameter: String
  /// nil for any value.
  var equals: Value?
  var risk: Risk
  var because: String?
}

/// Where unlisted parameters go.
struct OtherParameters: Sendable {
  var place: ParameterPlace
  /// The member of the body that contains them.
  var under: String?
}
