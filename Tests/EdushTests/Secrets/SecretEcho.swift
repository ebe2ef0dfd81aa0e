import Foundation

/// How a hostile server echoes the secrets that it received.
struct SecretEcho: Sendable {
  var name: String
  var head: String
  var body: @Sendable (_ forms: [String]) -> String

  static let all = [
    SecretEcho("400", "400 Bad Request", body: error), SecretEcho("401", "401 Unauthorized", body: error),
    SecretEcho("403 as text", "403 Forbidden\r\nContent-Type: text/plain") { $0.joined(separator: " ") },
    SecretEcho("404 as a page", "404 Not Found\r\nContent-Type: text/html", body: page),
    SecretEcho("422 with keys", "422 Unprocessable") { forms in
      "{" + forms.map { "\(string($0)): [\(string($0))]" }.joined(separator: ",") + "}"
    },
    SecretEcho("500", "500 Oops", body: error),
    SecretEcho("200 as a page", "200 OK\r\nContent-Type: text/html", body: page),
    SecretEcho("200, broken") { "{\"data\": \"" + $0.joined(separator: "\u{1}") },
    SecretEcho("200, not JSON") { $0.joined() },
    SecretEcho("200") { "{\"status\":\"OK\",\"data\":[{\"id\":\(string($0.joined(separator: " ")))}]}" },
    SecretEcho("400 with only the secret", "400 Bad Request") { forms in
      error([String(repeating: forms[0], count: 300)])
    },
    SecretEcho("403 with only the secret", "403 Forbidden\r\nContent-Type: text/plain") { forms in
      String(repeating: forms[0], count: 300)
    },
  ]

  init(_ name: String, _ head: String = "200 OK", body: @escaping @Sendable ([String]) -> String) {
    self.name = name
    self.head = head
    self.body = body
  }

  /// A response that also has the forms in its header fields.
  func answer(_ forms: [String]) -> [UInt8] {
    let body = body(forms)
    let type = head.contains("Content-Type") ? "" : "Content-Type: application/json\r\n"
    let fields = forms.enumerated().map { "X-Echo-\($0): \($1)\r\n" }.joined()
    return Array(
      "HTTP/1.1 \(head)\r\n\(type)\(fields)Content-Length: \(body.utf8.count)\r\nConnection: close\r\n\r\n\(body)".utf8)
  }

  /// A redirect with secrets in the address and the reason.
  static func redirection(_ forms: [String]) -> [UInt8] {
    let reason = forms[0]
    return Array(
      "HTTP/1.1 302 \(reason)\r\nLocation: http://127.0.0.2:9/?q=\(forms[5])\r\nContent-Length: 0\r\n\r\n".utf8)
  }

  @Sendable private static func error(_ forms: [String]) -> String {
    let text = string(forms.joined(separator: " "))
    return """
      {"status": "ERROR", "message": \(text), "error": {"message": \(text)}, "errors": [\(text)], "isError": true, \
      "data": {"message": \(text)}}
      """
  }

  @Sendable private static func page(_ forms: [String]) -> String {
    let text = forms.joined(separator: " ")
    return "<!doctype html><html><head><title>\(text)</title></head><body><h1>\(text)</h1></body></html>"
  }

  private static func string(_ text: String) -> String {
    String(decoding: (try? JSONEncoder().encode(text)) ?? Data(), as: UTF8.self)
  }
}
