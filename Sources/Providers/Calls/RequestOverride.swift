import Diagnostics
import HTTP
import JSON
import Query

/// Detects ways to make a server process a different request from the one on the request line. Rails and other
/// frameworks read the HTTP method from a header or field, proxies read the path, and all of them interpret the body by
/// its `Content-Type`. Policy and server would then disagree about the call.
struct RequestOverride {
  /// The reason for the refusal.
  let message: String
  let hint: String

  /// Finds the first override in a request; nil if there is none.
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

// MARK: Content type
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

  /// Whether a media type is like `application/vnd.api+json`.
  private static func isJSONSuffixed(_ type: String) -> Bool {
    type.wholeMatch(of: /application\/[a-z0-9.\-]+\+json/) != nil
  }

  /// Whether a parameter keeps the meaning of the text, which is sent as UTF-8.
  private static func isHarmless(_ parameter: String) -> Bool {
    let text = parameter.replacing("\"", with: "").replacing(" ", with: "")
    return !text.contains(",") && (!text.hasPrefix("charset") || text == "charset=utf-8")
  }
}

extension PreparedCall {
  /// Throws if a server could interpret the request differently.
  func refuseOverrides() throws(Failure) {
    guard let override = RequestOverride(in: meant, headers: manifest.headers) else { return }
    throw Failure(
      .usage, override.message, provider: call.provider, hint: override.hint, source: call.source, range: call.range)
  }
}
