/// What a request carries; any method may have one, `GET` and `DELETE` too.
public enum Body: Sendable {
  case none
  /// Names and values, sent as `application/x-www-form-urlencoded`.
  case form([(name: String, value: String)])
  /// UTF-8 JSON text, sent as it is.
  case json([UInt8])
  case raw(contentType: String, bytes: [UInt8])
}

extension Body {
  /// The bytes on the wire, nil for `none`.
  public var bytes: [UInt8]? {
    switch self {
    case .none: nil
    case .form(let fields): PercentEncoding.form(fields)
    case .json(let bytes): bytes
    case .raw(_, let bytes): bytes
    }
  }

  /// The `Content-Type` that belongs to it, nil for `none`.
  public var contentType: String? {
    switch self {
    case .none: nil
    case .form: "application/x-www-form-urlencoded"
    case .json: "application/json"
    case .raw(let contentType, _): contentType
    }
  }
}
