import JSON

/// A recorded response: status, body, and the relevant headers.
struct CassetteAnswer: Sendable {
  var status: Int
  var headers: Headers
  var body: CassetteBody

  init(_ answer: Exchange.Answer) {
    status = answer.status
    headers = Headers(answer.headers.fields.filter { Self.isKept($0.name) })
    body = CassetteBody(answer.body, length: answer.bodyLength)
  }

  /// Whether a header is recorded. Cookies and credentials never are.
  private static func isKept(_ name: String) -> Bool {
    ["content-type", "retry-after", "date", "link", "location", "etag"].contains(name)
      || name.contains("ratelimit") || name.contains("rate-limit")
  }

  var response: Response { Response(status: status, headers: headers, body: body.bytes) }

  var value: Value {
    let fields = headers.fields.map { Value([Value($0.name), Value($0.value)]) }
    var object: Object = ["status": Value(status), "headers": Value(fields)]
    body.write(to: &object)
    return Value(object)
  }

  init(_ value: Value) throws(CassetteFault) {
    guard let object = value.object, let status = object["status"]?.int, (100...999).contains(status) else {
      throw CassetteFault("`response` has no `status` from 100 to 999")
    }
    self.status = status
    headers = Headers()
    for field in object["headers"]?.array ?? [] {
      guard let pair = field.array, pair.count == 2, let name = pair[0].string, let text = pair[1].string else {
        throw CassetteFault("`headers` is not a list of names and values")
      }
      headers.add(name, text)
    }
    body = try CassetteBody(object)
  }
}
