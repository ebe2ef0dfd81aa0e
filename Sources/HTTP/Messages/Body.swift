/// What a request carries; any method may have one, `GET` and `DELETE` too. It is encoded when it is made, and never again.
public struct Body: Sendable {
  /// Where the bytes come from.
  public enum Content: Sendable {
    case none
    case form([(name: String, value: String)])
    case json
    case raw
  }

  public let content: Content
  /// The bytes on the wire, nil for `none`.
  public let bytes: [UInt8]?
  /// The `Content-Type` that belongs to it, nil for `none`.
  public let contentType: String?
}

extension Body {
  /// No body.
  public static let none = Body(content: .none, bytes: nil, contentType: nil)

  /// Names and values, sent as `application/x-www-form-urlencoded`.
  public static func form(_ fields: [(name: String, value: String)]) -> Body {
    Body(
      content: .form(fields), bytes: PercentEncoding.form(fields), contentType: "application/x-www-form-urlencoded")
  }

  /// UTF-8 JSON text, sent as it is.
  ///
  /// - Parameter contentType: its media type; nil for `application/json`.
  public static func json(_ bytes: [UInt8], contentType: String? = nil) -> Body {
    Body(content: .json, bytes: bytes, contentType: contentType ?? "application/json")
  }

  /// Bytes of any type, sent as they are.
  public static func raw(contentType: String, bytes: [UInt8]) -> Body {
    Body(content: .raw, bytes: bytes, contentType: contentType)
  }
}
