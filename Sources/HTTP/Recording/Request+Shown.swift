import JSON

extension Request {
  /// The URL for display: values of parameters with secret names are replaced.
  public var shownURL: String { NamedSecrets.hide(inURL: url) }

  /// The header fields for display: with the body's content type, names in lower case, and secrets replaced.
  public var shownHeaders: Headers { headers.withContentType(of: body).redacted(PatternSet()) }

  /// The body for display: fields with secret names are replaced. The redactor replaces other secrets later.
  public var shownBody: [UInt8]? {
    guard let bytes = body.bytes, bytes.count <= Exchange.bodyLimit else { return body.bytes }
    switch body.content {
    case .none, .raw: return bytes
    case .form:
      return Array(NamedSecrets.hide(inForm: String(decoding: bytes, as: UTF8.self)[...]).utf8)
    case .json:
      let hidden = (try? Value.parse(utf8: bytes)).flatMap { plan.shownJSON?($0) ?? NamedSecrets.hide(in: $0) }
      return hidden.map { Array($0.json().utf8) } ?? bytes
    }
  }
}
