/// A request body. Any method may have one, even `GET` and `DELETE`. It is encoded once, when it is created.
public struct Body: Sendable {
  /// The kind of content.
  public enum Content: Sendable {
    /// No body.
    case none
    /// A form, `application/x-www-form-urlencoded`.
    case form([(name: String, value: String)])
    /// JSON text.
    case json
    /// Any other bytes.
    case raw
  }

  /// The kind of content, with the fields of a form.
  public let content: Content
  /// The encoded bytes; nil for `none`.
  public let bytes: [UInt8]?
  /// The `Content-Type`; nil for `none`.
  public let contentType: String?
}

extension Body {
  /// No body.
  public static let none = Body(content: .none, bytes: nil, contentType: nil)

  /// A form of names and values, encoded as `application/x-www-form-urlencoded`.
  public static func form(_ fields: [(name: String, value: String)]) -> Body {
    Body(
      content: .form(fields), bytes: PercentEncoding.form(fields), contentType: "application/x-www-form-urlencoded")
  }

  /// JSON text in UTF-8, sent unchanged.
  ///
  /// - Parameter contentType: the media type; nil for `application/json`.
  public static func json(_ bytes: [UInt8], contentType: String? = nil) -> Body {
    Body(content: .json, bytes: bytes, contentType: contentType ?? "application/json")
  }

  /// Bytes of any type, sent unchanged.
  public static func raw(contentType: String, bytes: [UInt8]) -> Body {
    Body(content: .raw, bytes: bytes, contentType: contentType)
  }
}
