import Diagnostics
import HTTP
import JSON
import Query

/// What makes a server carry out another request than the one on the request line: Rails and its like read the verb from a
/// header or a field, proxies the path, and all of them from `Content-Type` what the body is. A call would then mean one
/// thing to policy and another there.
struct RequestOverride {
  /// What is wrong, and what to do instead.
  let message: String
  let hint: String

  /// The first override in a request; nil where there is none.
  init?(in meant: MeantRequest, headers: [(name: String, value: String)]) {
    let all = headers + meant.headers
    if let header = all.first(where: { Self.verbHeaders.contains(FieldName.header($0.name)) }) {
      self.init(verbIn: header.name)
    } else if let name = Self.fieldNames(meant).first(where: Self.isVerbField) {
      self.init(verbIn: name)
    } else if let header = all.first(where: { Self.pathHeaders.contains(FieldName.header($0.name)) }) {
      self.init(
        "`\(header.name)` would override the path, so the call could do something else than it shows",
        "remove it, and write the path itself")
    } else if let type = all.first(where: { Self.changesBody($0, meant.encodedBody) }) {
      self.init(
        "`\(type.name): \(type.value)` does not fit the body, so the server could read something else than is sent",
        "remove it: `json` and `form` set their own")
    } else {
      return nil
    }
  }

  private init(verbIn name: String) {
    self.init(
      "`\(name)` would override the HTTP method, so the call could do something else than it shows",
      "remove it, and write the method itself")
  }

  private init(_ message: String, _ hint: String) {
    (self.message, self.hint) = (message, hint)
  }

  private static let verbHeaders: Set = [
    "x-http-method-override", "x-http-method", "x-method-override", "x-method", "x-tunnel-method",
  ]

  private static let pathHeaders: Set = [
    "x-original-url", "x-original-uri", "x-original-path", "x-rewrite-url", "x-rewrite-uri", "x-override-url",
    "x-override-uri", "x-forwarded-uri", "x-forwarded-url", "x-forwarded-path", "x-forwarded-prefix",
    "x-envoy-original-path", "x-http-destinationurl", "x-http-path-override", "x-request-uri", "x-script-name",
    "x-path-info", "x-accel-redirect", "request-uri",
  ]

  private static func isVerbField(_ name: String) -> Bool {
    let name = FieldName.outermost(name)
    return name == "_method" || verbHeaders.contains(FieldName.header(name))
  }

  private static func fieldNames(_ meant: MeantRequest) -> [String] {
    let query = meant.query.map(\.name)
    if let body = meant.body { return query + body.keys.map(\.string) }
    switch meant.other?.content {
    case .form(let fields): return query + fields.map(\.name)
    case .json:
      return query + ((try? Value.parse(utf8: meant.other?.bytes ?? []))?.object?.keys.map(\.string) ?? [])
    case .none?, .raw, nil: return query
    }
  }
}

// The type of the body.
extension RequestOverride {
  private static func changesBody(_ header: (name: String, value: String), _ body: Body) -> Bool {
    guard FieldName.header(header.name) == "content-type" else { return false }
    let parts = header.value.lowercased().split(separator: ";", omittingEmptySubsequences: false).map { $0.trimmed }
    let type = parts.first ?? ""
    guard parts.dropFirst().allSatisfy(isHarmless) else { return true }
    switch body.content {
    case .none: return false
    case .json: return !(type == "application/json" || isJSONSuffixed(type))
    case .form: return type != "application/x-www-form-urlencoded"
    case .raw: return false
    }
  }

  /// `application/vnd.api+json`.
  private static func isJSONSuffixed(_ type: String) -> Bool {
    type.wholeMatch(of: /application\/[a-z0-9.\-]+\+json/) != nil
  }

  /// A parameter that leaves the text as it is: it travels as UTF-8.
  private static func isHarmless(_ parameter: String) -> Bool {
    let text = parameter.replacing("\"", with: "").replacing(" ", with: "")
    return !text.contains(",") && (!text.hasPrefix("charset") || text == "charset=utf-8")
  }
}

extension Substring {
  fileprivate var trimmed: String { String(self).trimmed }
}

extension PreparedCall {
  /// Refuses a request that a server could take for another one.
  func refuseOverrides() throws(Failure) {
    guard let override = RequestOverride(in: meant, headers: manifest.headers) else { return }
    throw Failure(
      .usage, override.message, provider: call.provider, hint: override.hint, source: call.source, range: call.range)
  }
}
