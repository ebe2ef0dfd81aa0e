/// A request as it was received.
struct Request: Sendable {
  let method: String
  /// The path as sent, percent-encoding and all, without the query.
  let path: String
  /// The text after the question mark, as sent.
  let query: String
  let headers: [(name: String, value: String)]
  private(set) var body: [UInt8]

  init(method: String, target: String, headers: [(name: String, value: String)], body: [UInt8]) {
    self.method = method
    let parts = target.split(separator: "?", maxSplits: 1, omittingEmptySubsequences: false)
    path = parts.first.map { String($0) } ?? "/"
    query = parts.count > 1 ? String(parts[1]) : ""
    self.headers = headers
    self.body = body
  }

  /// The request with no more than the start of its body.
  func withBody(atMost count: Int) -> Request {
    guard body.count > count else { return self }
    var request = self
    request.body = Array(body.prefix(count))
    return request
  }

  /// The query's parameters.
  var parameters: Form { Form(query) }

  /// The value of a header whose name matches without regard to case.
  func header(_ name: String) -> String? {
    let wanted = name.lowercased()
    return headers.first { $0.name.lowercased() == wanted }?.value
  }

  /// The media type of the body, without its parameters, in lower case.
  var contentType: String? {
    header("content-type").map { value in
      String(value.prefix { $0 != ";" }).trimmingSpaces().lowercased()
    }
  }
}

extension String {
  func trimmingSpaces() -> String {
    let start = drop { $0 == " " || $0 == "\t" }
    guard let last = start.lastIndex(where: { $0 != " " && $0 != "\t" }) else { return "" }
    return String(start[...last])
  }
}
