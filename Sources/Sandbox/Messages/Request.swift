/// A received request.
struct Request: Sendable {
  let method: String
  /// The path as sent, percent-encoded, without the query.
  let path: String
  /// The query as sent, without the question mark.
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

  /// A copy with a truncated body.
  func withBody(atMost count: Int) -> Request {
    guard body.count > count else { return self }
    var request = self
    request.body = Array(body.prefix(count))
    return request
  }

  /// The query parameters.
  var parameters: Form { Form(query) }

  /// The value of a header, with a case-insensitive name.
  func header(_ name: String) -> String? {
    let wanted = name.lowercased()
    return headers.first { $0.name.lowercased() == wanted }?.value
  }

  /// The media type of the body, without parameters, in lower case.
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
