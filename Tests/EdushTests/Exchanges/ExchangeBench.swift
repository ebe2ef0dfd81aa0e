import Foundation
import Synchronization
import Testing

/// Runs a spec against a server that records the requests and gives the spec's responses.
struct ExchangeBench {
  static let credentials = [
    "EDUSH_CODEMENTOR_API_KEY": "codementor-key", "EDUSH_CODEMENTOR_WEBHOOK_SECRET": "codementor-secret",
    "EDUSH_CODERPAD_API_KEY": "coderpad-key", "EDUSH_TUTREX_API_KEY": "tutrex-key",
    "EDUSH_COURSEPATH_API_KEY": BearerToken.key, "EDUSH_COURSEPATH_EMAIL": BearerToken.email,
    "EDUSH_COURSIO_TOKEN": "coursio-session",
  ]
  /// The paths of the documents' base URLs.
  static let paths = [
    "CODEMENTOR": "/api", "CODERPAD": "", "TUTREX": "/api/v1", "COURSEPATH": "/api/v1", "COURSIO": "/api/",
  ]

  /// Runs it, and compares the requests and the output with the spec.
  @discardableResult
  static func run(_ spec: ExchangeSpec) throws -> [RecordedRequest] {
    let answers = spec.requests.map { answer($0.answer.joined(separator: "\n")) }
    let count = Mutex(0)
    let server = try LocalServer { _ in
      let index = count.withLock { count in
        count += 1
        return count - 1
      }
      return index < answers.count ? answers[index] : answer("500 {}")
    }
    let folder = try TemporaryFolder()
    var variables = credentials
    for (name, path) in paths { variables["EDUSH_\(name)_URL"] = "http://127.0.0.1:\(server.port)\(path)" }
    // A spec shows only the call itself, without the read of its object before it.
    variables["EDUSH_JOURNAL"] = "off"
    let result = try runShell(spec.command, in: folder.url, environment: variables)
    let said = Transcript.lines(of: result)
    let came = "\(spec.title)\ncame:\n\(said.joined(separator: "\n"))"
    #expect(Transcript.matches(said[...], (spec.said + spec.status)[...]), "\(came)")
    let requests = server.texts.map(RecordedRequest.init)
    #expect(requests.map(\.line) == spec.requests.map { $0.line + " HTTP/1.1" }, "\(came)")
    for (request, expected) in zip(requests, spec.requests) { try expect(request, expected, port: server.port) }
    return requests
  }

  private static func expect(_ request: RecordedRequest, _ expected: ExchangeSpec.Expected, port: Int) throws {
    #expect(matches(request.body, expected.body))
    let own = request.own
    #expect(own.count == expected.headers.count, "\(own)")
    for (header, expected) in zip(own, expected.headers.sorted()) {
      if expected == "authorization: Bearer JWT" {
        try BearerToken(request["authorization"] ?? "").expectDocumentedForm()
      } else {
        #expect(matches(header, expected))
      }
    }
    #expect(request["host"] == "127.0.0.1:\(port)")
    #expect(request["user-agent"]?.hasPrefix("edush/") == true)
    let length = request.body.utf8.count
    let isNamed = length > 0 || request["content-length"] != nil
    #expect(!isNamed || request["content-length"] == String(length))
  }

  private static func matches(_ text: String, _ pattern: String) -> Bool {
    pattern.contains("…") ? Transcript.matches([text], [pattern]) : text == pattern
  }

  /// A whole response; its status comes before its body unless it is 200.
  private static func answer(_ text: String) -> [UInt8] {
    let start = text.prefixMatch(of: /(\d\d\d) ?/)
    let (status, body) = (start?.1 ?? "200", text[(start?.range.upperBound ?? text.startIndex)...])
    let head = "HTTP/1.1 \(status) \r\nContent-Type: application/json\r\nConnection: close\r\n"
    return Array("\(head)Content-Length: \(body.utf8.count)\r\n\r\n\(body)".utf8)
  }
}
