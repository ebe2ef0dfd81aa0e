import Foundation
import Testing

/// Lists of imported providers that are asked for by POST, with their place in the body.
struct ImportedSearchTests {
  private static let response =
    "{type: object, properties: {results: {type: array, items: {type: object, properties: {id: {type: string}}}}, "
    + "next_cursor: {type: [string, 'null']}, has_more: {type: boolean}, total: {type: integer}}}"

  private static func paths(_ path: String, _ body: String, words: String = "") -> String {
    "{/health: {get: {}}, \(path): {post: {\(words) requestBody: {content: {application/json: {schema: {type: object, properties: \(body)}}}}, "
      + "responses: {'200': {description: ok, content: {application/json: {schema: \(response)}}}}}}}"
  }

  /// What a program outputs, and the bodies that it sent; a page is answered to the body that contains its text.
  private func run(
    _ program: String, _ paths: String, _ pages: [(sent: String, body: String)], arguments: [String] = []
  ) throws -> (result: CommandResult, bodies: [String], imported: CommandResult) {
    let work = try TemporaryFolder()
    let server = try LocalServer { request in
      LocalServer.json(pages.first { $0.sent.isEmpty || request.contains($0.sent) }?.body ?? "{\"results\":[]}")
    }
    let text =
      "openapi: 3.1.0\ninfo: {title: Shop}\nservers: [{url: 'http://127.0.0.1:\(server.port)'}]\npaths: \(paths)\n"
    try text.write(to: work.url.appending(path: "shop.yaml"), atomically: true, encoding: .utf8)
    let imported = try edush(["provider", "import", "--install", "shop.yaml"], in: work.url)
    #expect(imported.status == 0, "\(imported.error)")
    let result = try edush(arguments + ["-c", program], in: work.url)
    let bodies = server.texts.map { $0.components(separatedBy: "\r\n\r\n").dropFirst().joined() }
    return (result, bodies, imported)
  }

  @Test("A search is a read and continues with the cursor in its body")
  func cursor() throws {
    let search = try run(
      "[each(shop.orders.search(query: \"x\")) | .id] | join(\" \")",
      Self.paths("/orders/search", "{query: {type: string}, cursor: {type: string}, limit: {type: integer}}"),
      [
        ("\"cursor\":\"b\"", "{\"results\":[{\"id\":\"2\"}],\"next_cursor\":null,\"has_more\":false}"),
        ("", "{\"results\":[{\"id\":\"1\"}],\"next_cursor\":\"b\",\"has_more\":true}"),
      ], arguments: ["--read-only"])
    #expect(search.result.output == "\"1 2\"\n", "\(search.result.error)")
    #expect(search.bodies == ["{\"query\":\"x\"}", "{\"query\":\"x\",\"cursor\":\"b\"}"])
  }

  @Test("A search counts its pages in its body")
  func numbers() throws {
    let search = try run(
      "[each(shop.orders.query) | .id] | join(\" \")",
      Self.paths("/orders/query", "{page: {type: integer}, per_page: {type: integer, default: 1}}"),
      [
        ("\"page\":3", "{\"results\":[]}"), ("\"page\":2", "{\"results\":[{\"id\":\"2\"}],\"total\":2}"),
        ("", "{\"results\":[{\"id\":\"1\"}],\"total\":2}"),
      ])
    #expect(search.result.output == "\"1 2\"\n", "\(search.result.error)")
  }

  @Test("A position inside an object is not understood, and both the import and each report it")
  func nested() throws {
    let search = try run(
      "[each(shop.orders.search) | .id] | join(\" \")",
      Self.paths("/orders/search", "{page: {type: object, properties: {after: {type: string}}}}"),
      [("", "{\"results\":[{\"id\":\"1\"}],\"next_cursor\":\"b\",\"has_more\":true}")])
    #expect(search.imported.error.contains("the pages of orders.search"), "\(search.imported.error)")
    #expect(search.result.output == "\"1\"\n" && search.result.error.contains("may have more items"))
  }

  @Test(
    "A POST with a word for a change is not a search",
    arguments: [
      ("/orders/search", "summary: Create a saved search,"), ("/orders/find-or-create", ""),
      ("/orders/search", "operationId: deleteBySearch,"), ("/orders/search", "summary: Finds orders and cancels them,"),
    ])
  func writes(path: String, words: String) throws {
    let manifest = try manifest(Self.paths(path, "{}", words: words))
    #expect(!manifest.contains("list: true"), "\(manifest)")
    #expect(manifest.components(separatedBy: "risk: \"read\"").count == 2, "\(manifest)")
  }

  @Test("The form of a response is that of what the call outputs", arguments: ["/orders/batch", "/orders/search"])
  func shapes(path: String) throws {
    let manifest = try manifest(Self.paths(path, "{}"))
    #expect(manifest.contains("answer: [{id: \"string\"}]"), "\(manifest)")
  }

  private func manifest(_ paths: String) throws -> String {
    let work = try TemporaryFolder()
    let text = "openapi: 3.1.0\ninfo: {title: Shop}\nservers: [{url: 'https://shop.example'}]\npaths: \(paths)\n"
    try text.write(to: work.url.appending(path: "shop.yaml"), atomically: true, encoding: .utf8)
    return try edush(["provider", "import", "shop.yaml"], in: work.url).output
  }
}
