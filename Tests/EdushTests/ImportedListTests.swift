import Foundation
import Testing

/// Lists of imported providers, read to their end from a server that pages as described.
struct ImportedListTests {
  /// A pagination style: the description, and the server's pages by the query that requests them.
  struct Way: Sendable, CustomTestStringConvertible {
    var name: String
    var parameters: String
    var response: String
    var headers = ""
    /// The first page whose words are all in the query is returned; the words are separated by spaces.
    var pages: [(query: String, body: String)]
    var link: [String: String] = [:]
    /// Further headers of pages.
    var heads: [String: String] = [:]
    var ids = "1 2 3 4"
    var id = ".id"
    /// A part of the standard error of `each`.
    var warning = ""

    var testDescription: String { name }
  }

  @Test("A list ends where the server ends it", arguments: Self.ways)
  func ends(way: Way) throws {
    let work = try TemporaryFolder()
    let server = try LocalServer { request in
      let query = request.split(separator: " ")[1].split(separator: "?").dropFirst().first.map(String.init) ?? ""
      let items = query.split(separator: "&").map(String.init)
      let page = way.pages.first { $0.query.split(separator: " ").allSatisfy { items.contains(String($0)) } }
      guard let page else { return Array("HTTP/1.1 400 \r\nContent-Length: 0\r\nConnection: close\r\n\r\n".utf8) }
      let link = way.link[page.query].map { "Link: \($0)\r\n" } ?? ""
      let next = way.heads[page.query].map { "\($0)\r\n" } ?? ""
      let head =
        "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n\(link)\(next)Content-Length: \(page.body.utf8.count)\r\n"
      return Array((head + "Connection: close\r\n\r\n" + page.body).utf8)
    }
    let text = """
      openapi: 3.1.0
      info: {title: Shop, version: '1'}
      servers: [{url: 'http://127.0.0.1:\(server.port)/v1'}]
      paths:
        /things:
          get:
            parameters: [\(way.parameters)]
            responses:
              '200':
                description: ok
                headers: {\(way.headers)}
                content: {application/json: {schema: \(way.response)}}
      components:
        schemas: {Thing: {type: object, properties: {id: {type: string}}}}

      """
    try text.write(to: work.url.appending(path: "shop.yaml"), atomically: true, encoding: .utf8)
    let imported = try edush(["provider", "import", "--install", "shop.yaml"], in: work.url)
    #expect(imported.status == 0, "\(imported.error)")
    let called = try edush(["-c", "[each(shop.things.list) | \(way.id)] | join(\" \")"], in: work.url)
    #expect(called.output == "\"\(way.ids)\"\n", "\(called.error)")
    #expect(way.warning.isEmpty ? called.error.isEmpty : called.error.contains(way.warning), "\(called.error)")
    if !way.warning.isEmpty { #expect(called.error.split(separator: "\n").count == 1, "\(called.error)") }
  }
}
