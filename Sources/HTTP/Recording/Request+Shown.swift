import JSON

extension Request {
  /// The URL as it may be shown: values of parameters named like secrets are replaced.
  public var shownURL: String { NamedSecrets.hide(inURL: url) }

  /// The header fields as they are recorded: with the type of the body, names in lower case, secrets replaced.
  public var shownHeaders: Headers { headers.withContentType(of: body).redacted(PatternSet()) }

  /// The body as it may be shown: fields named like secrets are replaced; the redactor replaces the rest later.
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
