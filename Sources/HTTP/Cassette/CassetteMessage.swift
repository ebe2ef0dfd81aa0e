import JSON

/// A recorded request: without credentials, and with secrets replaced.
struct CassetteMessage: Sendable {
  var method: String
  /// The full URL, including the origin.
  var url: String
  var contentType: String?
  var body: CassetteBody

  init(_ message: Exchange.Message) {
    method = message.method
    url = message.url
    contentType = message.headers["content-type"]
    body = CassetteBody(message.body, length: message.bodyLength)
  }

  var value: Value {
    var object: Object = ["method": Value(method), "url": Value(url)]
    if let contentType { object["content_type"] = Value(contentType) }
    body.write(to: &object)
    return Value(object)
  }

  init(_ value: Value) throws(CassetteFault) {
    guard let object = value.object, let method = object["method"]?.string, let url = object["url"]?.string else {
      throw CassetteFault("`request` has no `method` or `url`")
    }
    self.method = method
    self.url = url
    contentType = object["content_type"]?.string
    body = try CassetteBody(object)
  }
}

/// A body in a cassette: text is stored as `body`, other bytes in Base64 as `body_base64`. Of a body that is too long,
/// only the length is stored, as `body_omitted`.
enum CassetteBody: Sendable {
  case none
  case bytes([UInt8])
  case omitted(Int)

  init(_ bytes: [UInt8]?, length: Int) {
    if let bytes, !bytes.isEmpty { self = .bytes(bytes) } else { self = length > 0 ? .omitted(length) : .none }
  }

  var bytes: [UInt8] {
    guard case .bytes(let bytes) = self else { return [] }
    return bytes
  }

  func write(to object: inout Object) {
    switch self {
    case .none: break
    case .omitted(let length): object["body_omitted"] = Value(length)
    case .bytes(let bytes):
      if let text = String(validating: bytes, as: UTF8.self) {
        object["body"] = Value(text)
      } else {
        object["body_base64"] = Value(Base64.padded(bytes))
      }
    }
  }

  init(_ object: Object) throws(CassetteFault) {
    if let body = object["body"] {
      guard let text = body.string else { throw CassetteFault("`body` is not a string") }
      self = .bytes(Array(text.utf8))
    } else if let body = object["body_base64"] {
      guard let bytes = body.string.flatMap(Base64.decode) else { throw CassetteFault("`body_base64` is not Base64") }
      self = .bytes(bytes)
    } else {
      self = object["body_omitted"]?.int.map { .omitted($0) } ?? .none
    }
  }
}
