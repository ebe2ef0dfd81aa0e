import Diagnostics
import HTTP
import JSON
import Query

/// `provider.request(…)`: what no manifest names, under the same session, policy, limits and record.
enum FreeRequest {
  static let method = "request"

  static func signature(of provider: String) -> MethodSignature {
    endpoint.signature(of: provider)
  }

  /// What a call of it sends.
  static func meant(_ call: Call, encoding: BodyEncoding) throws(Failure) -> MeantRequest {
    let values = try ArgumentBinder.bind(call, to: endpoint)
    func bound(_ name: String) -> BoundValue? { values.first { $0.parameter.name == name } }
    try FieldNulls.refuse(
      values.filter { ["query", "form", "headers"].contains($0.parameter.name) }, of: call,
      named: "\(call.provider).\(method)")
    let verb = bound("method")?.value.string?.uppercased() ?? "GET"
    guard !verb.isEmpty, verb.utf8.allSatisfy({ $0 >= UInt8(ascii: "A") && $0 <= UInt8(ascii: "Z") }) else {
      throw fault(
        call, "`\(verb)` is not a valid HTTP method", bound("method")?.range, "such as GET, POST, PUT, PATCH or DELETE")
    }
    let target = try target(bound("path"), call)
    var meant = MeantRequest(verb: verb, path: target.path, query: target.query, encoding: encoding)
    meant.query += fields(bound("query"))
    if let form = bound("form") { meant.other = .form(fields(form)) }
    if let json = bound("json") { meant.other = .json(Array(json.value.json().utf8)) }
    meant.headers = fields(bound("headers"))
    return meant
  }

  private static func fields(_ bound: BoundValue?) -> [(name: String, value: String)] {
    (bound?.value.object ?? [:]).flatMap { FormFields.fields($0.key.string, $0.value) }
  }

  /// Reads a path below the base URL, with a query perhaps.
  private static func target(
    _ bound: BoundValue?, _ call: Call
  ) throws(Failure) -> (path: [String], query: [(name: String, value: String)]) {
    let text = bound?.value.string ?? ""
    let parts = text.split(separator: "?", maxSplits: 1, omittingEmptySubsequences: false)
    let path = parts.first ?? ""
    guard !path.hasPrefix("//"), !path.contains(":") || path.hasPrefix("/"), !path.contains("\\") else {
      throw fault(
        call, "the path of a request is below the provider's base URL, not `\(text)`", bound?.range,
        "write a path such as `/items/1`")
    }
    var segments: [String] = []
    let relative = path.hasPrefix("/") ? path.dropFirst() : path
    for part in relative.split(separator: "/", omittingEmptySubsequences: false) where !relative.isEmpty {
      guard let segment = PercentEncoding.decode(String(part)), segment != ".", segment != "..", !part.contains("#")
      else { throw fault(call, "`\(text)` is not a plain path", bound?.range, "remove dots and fragments") }
      segments.append(segment)
    }
    return (segments, parts.count > 1 ? QueryText.items(parts[1]) : [])
  }

  private static func fault(_ call: Call, _ message: String, _ range: SourceRange?, _ hint: String? = nil) -> Failure {
    Failure(
      .usage, message, provider: call.provider, hint: hint, source: call.source, range: range ?? call.range)
  }

  private static let endpoint = Endpoint(
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
      name: name, place: .body, under: nil, type: type, isRequired: isRequired, isNonempty: false, choices: [],
      examples: examples, defaultValue: nil, pattern: nil, arrays: .brackets, excludes: excludes, requires: [],
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
