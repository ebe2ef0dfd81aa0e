import Foundation
import Testing

/// Network use of a run.
struct ConnectionTests {
  /// Three full pages of two lessons, then one with a single lesson.
  private static func server() throws -> LocalServer {
    try LocalServer(isPatient: true) { request in
      let offset = request.firstMatch(of: /"offset": *(\d+)/).flatMap { Int($0.1) } ?? 0
      let lessons = (offset..<min(offset + 2, 7)).map { "{\"id\": \($0)}" }.joined(separator: ",")
      let body = "{\"status\": \"success\", \"body\": [\(lessons)]}"
      return Array(
        "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: \(body.utf8.count)\r\n\r\n\(body)".utf8)
    }
  }

  @Test(
    "All calls of a run share a connection, including pages",
    arguments: [
      ("for n in range(20) { tutrex.lessons.list(limit: 2) | empty }", 20, ""),
      ("[each(tutrex.lessons.list(limit: 2)) | .id]", 4, "[0,1,2,3,4,5,6]\n"),
      ("for n in range(5) { each(tutrex.lessons.list(limit: 2)) | empty }", 20, ""),
    ])
  func shareAConnection(script: String, requests: Int, output: String) throws {
    let server = try Self.server()
    let folder = try TemporaryFolder()
    let result = try edush(["-c", script], in: folder.url, environment: server.variables)
    #expect(result.status == 0 && result.output == output, "\(result.error)")
    #expect(server.requests == requests)
    #expect(server.connections == 1)
  }
}
