import HTTP
import JSON
import Query

/// `provider.request(…)`: a request not covered by the manifest, subject to the same session, policy, limits and
/// recording.
enum FreeRequest {
  static let method = "request"

  static func signature(of provider: String) -> MethodSignature {
    endpoint.signature(of: provider)
  }

  static let endpoint = Endpoint(
    resource: "", name: method, verb: "GET", path: [],
    summary: "Sends any request below the base URL and outputs the decoded body.", risk: .read, raises: [],
    isList: false,
    parameters: [
      parameter("method", .string, "the HTTP method", isRequired: true, examples: ["GET", "POST", "PUT", "DELETE"]),
      parameter("path", .string, "below the base URL", isRequired: true, examples: ["/items/1"]),
      parameter("query", .object, "names and values of the query"),
      parameter("form", .object, "fields of a form body", excludes: ["json"]),
      parameter("json", .any, "a JSON body", excludes: ["form"]),
      parameter("headers", .object, "names and values of header fields"),
    ],
    positional: ["method", "path"], others: nil, encoding: nil, fixed: [], pagination: nil, payload: nil, answer: .any,
    example: nil)

  private static func parameter(
    _ name: String, _ type: ParameterType, _ summary: String, isRequired: Bool = false, examples: [Value] = [],
    excludes: [String] = []
  ) -> Parameter {
    Parameter(
      name: name, place: .body, under: nil, type: type, isRequired: isRequired, isNonempty: false, isNullable: false,
      choices: [],
      examples: examples, defaultValue: nil, minimum: nil, pattern: nil, arrays: .brackets, excludes: excludes,
      requires: [],
      kind: nil, refers: nil,
      summary: summary)
  }
}

extension Endpoint {
  fileprivate func signature(of provider: String) -> MethodSignature {
    var signature = signature(of: provider, nil)
    signature.resource = nil
    return signature
  }
}
