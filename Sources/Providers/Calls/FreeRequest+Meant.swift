import Diagnostics
import HTTP
import JSON
import Query

extension FreeRequest {
  /// The request that a call describes.
  static func meant(_ call: Call, encoding: BodyEncoding) throws(Failure) -> MeantRequest {
    let values = try ArgumentBinder.bind(call, to: endpoint)
    func bound(_ name: String) -> BoundValue? { values.first { $0.parameter.name == name } }
    try FieldNulls.refuse(
      values.filter { ["query", "form", "headers"].contains($0.parameter.name) }, of: call,
      named: "\(call.provider).\(method)")
    let written = bound("method")?.value.string ?? "GET"
    let verb = written.uppercased()
    guard !verb.isEmpty, verb.utf8.allSatisfy({ $0 >= UInt8(ascii: "A") && $0 <= UInt8(ascii: "Z") }) else {
      throw fault(
        call, "`\(written)` is not a valid HTTP method", bound("method")?.range,
        "such as GET, POST, PUT, PATCH or DELETE")
    }
    let target: Target
    do throws(Mistyped) {
      target = try self.target(bound("path")?.value.string ?? "")
    } catch {
      throw fault(call, error.message, bound("path")?.range, error.hint)
    }
    // A trailing slash is harmless, and a DELETE needs confirmation anyway.
    guard !["POST", "PUT", "PATCH"].contains(verb) || !target.path.dropLast().contains("") else {
      throw fault(
        call, "the path of a write has an empty segment: `\(bound("path")?.value.string ?? "")`", bound("path")?.range,
        "an id is missing in it")
    }
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

  typealias Target = (path: [String], query: [(name: String, value: String)])

  /// Parses a path below the base URL, with an optional query. The message of a fault is a complete sentence.
  static func target(_ text: String) throws(Mistyped) -> Target {
    let parts = text.split(separator: "?", maxSplits: 1, omittingEmptySubsequences: false)
    let path = parts.first ?? ""
    guard !path.hasPrefix("//"), !path.contains(":") || path.hasPrefix("/"), !path.contains("\\") else {
      throw Mistyped(
        "the path of a request is below the provider's base URL, not `\(text)`",
        hint: "write a path such as `/items/1`")
    }
    var segments: [String] = []
    let relative = path.hasPrefix("/") ? path.dropFirst() : path
    for part in relative.split(separator: "/", omittingEmptySubsequences: false) where !relative.isEmpty {
      guard let segment = PercentEncoding.decode(String(part)), segment != ".", segment != "..", !part.contains("#")
      else { throw Mistyped("`\(text)` is not a plain path", hint: "remove dots and fragments") }
      segments.append(segment)
    }
    return (segments, parts.count > 1 ? QueryText.items(parts[1]) : [])
  }

  private static func fault(_ call: Call, _ message: String, _ range: SourceRange?, _ hint: String? = nil) -> Failure {
    Failure(
      .usage, message, provider: call.provider, hint: hint, source: call.source, range: range ?? call.range)
  }
}
