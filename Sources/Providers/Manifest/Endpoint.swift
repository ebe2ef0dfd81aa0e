import HTTP
import JSON
import Query

/// One method of a provider: what it takes, what is sent for it, what comes back.
struct Endpoint: Sendable {
  var resource: String
  var name: String
  /// The HTTP method.
  var verb: String
  /// Segments below the base URL; `{name}` is a path parameter.
  var path: [PathSegment]
  var summary: String
  var risk: Risk
  var raises: [RiskRaise]
  var isList: Bool
  var parameters: [Parameter]
  /// The parameters that bare values fill, in order.
  var positional: [String]
  /// Where parameters go that are not listed; nil where there are none.
  var others: OtherParameters?
  /// How its body travels; nil as those of all do.
  var encoding: BodyEncoding?
  /// The media type of its body in JSON; nil for the usual one.
  var contentType: String?
  /// Parts of the body that are always sent.
  var fixed: [(name: String, value: Value)]
  var pagination: Pagination?
  var payload: AnswerFilter?
  var answer: Shape
  /// What its answers hold items of.
  var items = AnswerItems.usual
  /// The call that shows the object it writes.
  var reads = ObjectReading.usual
  /// nil where the manifest does not tell.
  var undo: UndoRule?
  /// nil where the manifest does not tell.
  var probe: ProbeRule?
  /// A call to show, where the made-up one would not do.
  var example: String?

  /// `pads.list`, and `request` where there is no resource.
  var qualifiedName: String { resource.isEmpty ? name : "\(resource).\(name)" }

  func parameter(_ name: String) -> Parameter? { parameters.first { $0.name == name } }

  /// The call that undoes it; nil where there is none.
  var inverse: Undo? {
    guard case .call(let undo)? = undo else { return nil }
    return undo
  }
}

extension Endpoint {
  /// The parameters in the path, in order.
  var pathParameters: [String] {
    path.flatMap(\.parameters)
  }
}

/// The things that an answer shows.
enum AnswerItems: Sendable, Hashable {
  /// Those of its resource, where its path leads to them.
  case usual
  case none
  case kind(String)
}

/// A value that makes a call riskier than its method.
struct RiskRaise: Sendable {
  var parameter: String
  /// nil for any value.
  var equals: Value?
  var risk: Risk
  var because: String?
}

/// Where parameters go that a manifest does not list.
struct OtherParameters: Sendable {
  var place: ParameterPlace
  /// The member of the body that holds them.
  var under: String?
}
