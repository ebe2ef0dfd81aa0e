import Foundation
import Testing

/// Descriptions in several files, and the import's messages about parts that it does not understand.
struct ImportedFilesTests {
  /// Imports the first of some files; the provider is named `shop`.
  private func imported(_ files: KeyValuePairs<String, String>, _ options: String...) throws -> CommandResult {
    let work = try TemporaryFolder()
    for (name, text) in files {
      let file = work.url.appending(path: name)
      try FileManager.default.createDirectory(at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
      try text.write(to: file, atomically: true, encoding: .utf8)
    }
    return try edush(["provider", "import", "--name", "shop", files[0].key] + options, in: work.url)
  }

  private static func description(_ paths: String) -> String {
    "openapi: 3.1.0\nservers: [{url: 'https://shop.example'}]\nsecurity: []\npaths:\n\(paths)"
  }

  @Test("A description in several files is read, each reference relative to its own file")
  func severalFiles() throws {
    let result = try imported([
      "specs/api.yaml": Self.description(
        "  /carts: {$ref: 'paths/carts.yaml'}\n  /orders: {get: {$ref: './paths/orders.json#/list'}}\n"),
      "specs/paths/carts.yaml": """
      get:
        parameters: [{$ref: '../parts.yaml#/components/parameters/Page%20Size'}]
        responses: {'200': {content: {application/json: {schema: {$ref: '../schemas/Carts.yaml'}}}}}
      post:
        requestBody: {content: {application/json: {schema: {$ref: '../schemas/Cart.yaml'}}}}
      """,
      "specs/paths/orders.json":
        #"{"list": {"summary": "All orders.", "parameters": [{"name": "since", "in": "query", "schema": {"type": "integer"}}]}}"#,
      "specs/parts.yaml":
        "components: {parameters: {$ref: 'all.yaml#/parameters'}}\n",
      "specs/all.yaml": "parameters: {Page Size: {name: size, in: query, schema: {type: integer}}}\n",
      "specs/schemas/Carts.yaml": "type: array\nitems: {$ref: Cart.yaml}\n",
      "specs/schemas/Cart.yaml":
        "type: object\nproperties: {id: {type: string, readOnly: true}, note: {$ref: '#/$defs/Note'}}\n$defs: {Note: {type: string, enum: [a, b]}}\n",
    ])
    #expect(result.status == 0 && !result.error.contains("warning"), "\(result.error)")
    for part in [
      #"size: {in: "query", type: "integer"}"#, #"summary: "All orders.""#, #"since: {in: "query", type: "integer"}"#,
      #"note: {in: "body", type: "string", choices: ["a", "b"]}"#, #"answer: [{id: "string", note: "string"}]"#,
    ] { #expect(result.output.contains(part), "\(part)\n\(result.output)") }
  }

  /// The manifest with single spaces instead of its layout.
  private static func plain(_ result: CommandResult) -> String {
    result.output.split(whereSeparator: \.isWhitespace).joined(separator: " ")
  }

  @Test("References out of the folder are never followed, and are reported together")
  func outside() throws {
    let paths = (0..<40).map { "  /a\($0): {get: {$ref: '../other.yaml#/a\($0)'}}\n" }.joined()
    let more =
      "  /b: {get: {$ref: 'https://shop.example/x.yaml'}}\n  /c: {get: {$ref: '/etc/hostname'}}\n  /d: {get: {}}\n"
    let result = try imported(["specs/api.yaml": Self.description(paths + more), "other.yaml": "a0: {summary: no}\n"])
    #expect(result.status == 0 && result.error.contains("shop: 1 method of 1 resource"), "\(result.error)")
    #expect(result.error.components(separatedBy: "points outside the description").count == 4, "\(result.error)")
    #expect(result.error.contains("and 39 more like it"), "\(result.error)")
    let none = try imported(["specs/api.yaml": Self.description(paths)])
    #expect(none.status == 2 && none.output.isEmpty && none.error.contains("bundle the description"), "\(none.error)")
  }

  @Test("A link out of the folder is not followed")
  func links() throws {
    let work = try TemporaryFolder()
    let folder = work.url.appending(path: "specs")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    try "get: {summary: hidden}\n".write(to: work.url.appending(path: "b.yaml"), atomically: true, encoding: .utf8)
    try FileManager.default.createSymbolicLink(
      at: folder.appending(path: "b.yaml"), withDestinationURL: work.url.appending(path: "b.yaml"))
    try Self.description("  /b: {$ref: b.yaml}\n  /d: {get: {}}\n")
      .write(to: folder.appending(path: "api.yaml"), atomically: true, encoding: .utf8)
    let result = try edush(["provider", "import", "specs/api.yaml"], in: work.url)
    #expect(
      !result.output.contains("hidden") && result.error.contains("outside of the description's folder"),
      "\(result.error)")
  }

  @Test("A missing or invalid file is reported with the place of its reference")
  func faults() throws {
    let missing = try imported(["api.yaml": Self.description("  /b: {$ref: b.yaml}\n  /d: {get: {}}\n")])
    #expect(missing.status == 0 && missing.error.contains("--> api.yaml:5:"), "\(missing.error)")
    #expect(missing.error.contains("cannot read b.yaml"), "\(missing.error)")
    let wrong = try imported([
      "api.yaml": Self.description("  /b: {$ref: b.yaml}\n  /d: {get: {}}\n"), "b.yaml": "get: {}\nget: {}\n",
    ])
    #expect(wrong.status == 2 && wrong.output.isEmpty && wrong.error.contains("--> b.yaml:2:1"), "\(wrong.error)")
  }

  @Test("A description on standard input cannot refer to other files")
  func standardInput() throws {
    let work = try TemporaryFolder()
    try "get: {summary: hidden}\n".write(to: work.url.appending(path: "b.yaml"), atomically: true, encoding: .utf8)
    let text = Self.description("  /b: {$ref: b.yaml}\n  /d: {get: {}}\n")
    let result = try edush(["provider", "import", "--name", "shop", "-"], in: work.url, input: text)
    #expect(
      !result.output.contains("hidden") && result.error.contains("points outside the description"), "\(result.error)")
  }

  @Test("`<<` merges objects, and the object's own members take precedence")
  func merges() throws {
    let result = try imported([
      "api.yaml": """
      openapi: 3.1.0
      x-a: &a {summary: Merged., parameters: [{name: page, in: query, schema: {type: integer}}]}
      x-b: &b {summary: Other., operationId: orders.all}
      paths:
        /orders:
          get: {<<: [*a, *b], description: own}
        /carts:
          get: {summary: Own., <<: *a}
      """
    ])
    let text = Self.plain(result)
    #expect(text.contains(#"all: { verb: "GET", path: "/orders", risk: "read", summary: "Merged.""#), "\(text)")
    #expect(text.contains(#"summary: "Own.", parameters: {page: {in: "query", type: "integer"}}"#), "\(text)")
  }

  @Test("Each unsupported member is listed once, with its first places")
  func unread() throws {
    let result = try imported([
      "api.yaml": """
      openapi: 3.1.0
      info: {title: Shop, version: '1', license: {name: x}, x-audience: {a: b}}
      servers: [{url: 'https://shop.example', description: x}]
      security: []
      pathz: {}
      webhooks: {}
      paths:
        /a:
          description: x
          get:
            parametres: []
            parameters:
              - {name: p, in: query, styl: form, allowReserved: true, schema: {type: string, minLength: 1, enom: [a]}}
              - {name: q, in: query, style: odd, schema: {type: array}}
              - {name: r, in: query, content: {text/csv: {schema: {type: string}}}}
            responses: {'404': {description: no}, default: {description: ok}}
        /b: {get: {parametres: []}}
        /c: {get: {parametres: []}}
        /d: {get: {parametres: []}}
        /e: {get: {parametres: []}}
        /f: {post: {requestBody: {content: {application/json: {schema: {$ref: '#/components/schemas/Used'}}}}}}
      components:
        schemas:
          Unused: {odd: true}
          Used: {type: object, odd: true, properties: {p: {type: string, maxLength: 3, strange: 1}}}
      """
    ])
    let notes = result.error.split(separator: "\n").filter { $0.contains("omitted") && $0.hasPrefix("api.yaml") }
    #expect(
      notes == [
        "api.yaml:5:1: omitted: `pathz`, which edush does not understand here",
        "api.yaml:6:1: omitted: `webhooks`, which edush does not understand here",
        "api.yaml:11:7: omitted: `parametres`, which edush does not understand here (5 places: also 17:14, 18:14, 19:14, …)",
        "api.yaml:13:11: omitted: `allowReserved`: reserved characters travel percent-encoded all the same",
        "api.yaml:13:32: omitted: `styl`, which edush does not understand here",
        "api.yaml:13:102: omitted: `enom`, which edush does not understand here",
        "api.yaml:14:39: omitted: the style `odd`: it is sent as `form`",
        "api.yaml:15:11: omitted: a parameter as text/csv: it travels as plain text",
        "api.yaml:25:26: omitted: `odd`, which edush does not understand here",
        "api.yaml:25:82: omitted: `strange`, which edush does not understand here",
      ], "\(result.error)")
  }

  @Test("A keyword cannot name a provider", arguments: ["do", "login", "if", "null", "error", "for"])
  func reservedName(name: String) throws {
    let work = try TemporaryFolder()
    let text = Self.description("  /good: {get: {}}\n")
    try text.write(to: work.url.appending(path: "api.yaml"), atomically: true, encoding: .utf8)
    let sentence = "`\(name)` is a word of the language"
    for options in [["--name", name], ["-o", "\(name).jq"]] {
      let result = try edush(["provider", "import"] + options + ["api.yaml"], in: work.url)
      #expect(result.status != 0 && result.error.contains(sentence), "\(result.error)")
      #expect(result.error.contains("give one with `--name`"), "\(result.error)")
    }
    let good = try edush(["provider", "import", "--name", "shop", "-o", "\(name).jq", "api.yaml"], in: work.url)
    #expect(good.status == 0, "\(good.error)")
    let checked = try edush(["provider", "check", "\(name).jq"], in: work.url)
    #expect(checked.status != 0 && (checked.output + checked.error).contains(sentence), "\(checked.error)")
  }

  @Test("A path that a manifest cannot express does not end the import")
  func oddPaths() throws {
    let result = try imported([
      "api.yaml": Self.description(
        "  /a/{id}/b/{id}: {get: {}}\n  /a/{b}{c}: {get: {}}\n  /a/{b: {get: {}}\n  /a/{+b}: {get: {}}\n  '/a?b=c': {get: {}}\n  /good: {get: {}}\n"
      )
    ])
    #expect(result.status == 0 && result.output.contains("/good"), "\(result.error)")
    #expect(
      result.error.contains("api.yaml:5:3: omitted: GET /a/{id}/b/{id}: the path names `id` twice"), "\(result.error)")
    #expect(result.error.contains("shop: 1 method of 1 resource, 1 guessed, 5 omitted"), "\(result.error)")
  }

  @Test("An operation on another server is not sent to the wrong one")
  func servers() throws {
    let text = Self.description(
      """
        /files: {get: {}, post: {servers: [{url: 'https://upload.shop.example/'}]}}
        /carts: {servers: [{url: 'https://shop.example/'}], get: {}}
      """)
    let result = try imported(["api.yaml": text])
    #expect(result.error.contains("POST /files: its server is https://upload.shop.example"), "\(result.error)")
    #expect(result.error.contains("shop: 2 methods of 2 resources"), "\(result.error)")
    // `--base` chooses one of them, otherwise a copy of the usual one.
    let upload = try imported(["api.yaml": text], "--base", "https://upload.shop.example")
    #expect(upload.error.contains("shop: 1 method of 1 resource"), "\(upload.error)")
    let copy = try imported(["api.yaml": text], "--base", "http://127.0.0.1:4000/copy")
    #expect(copy.error.contains("shop: 2 methods of 2 resources"), "\(copy.error)")
    #expect(copy.output.contains(#"base: "http://127.0.0.1:4000/copy""#), "\(copy.output)")
    let inPaths = text.replacing("servers: [{url: 'https://shop.example'}]", with: "servers: [{url: /}]")
    let most = try imported([
      "api.yaml": inPaths.replacing("  /files: {", with: "  /files: {servers: [{url: 'https://shop.example'}], ")
    ])
    #expect(most.output.contains(#"base: "https://shop.example""#), "\(most.output)")
  }

  @Test("Plain http and a missing scheme are reported together")
  func warnings() throws {
    let result = try imported([
      "api.yaml": "openapi: 3.0.0\nservers: [{url: 'http://shop.example'}]\npaths: {/a: {get: {}}}\n"
    ])
    #expect(result.error.contains("is plain http") && result.error.contains("--base"), "\(result.error)")
    #expect(result.error.contains("the description has no security scheme"), "\(result.error)")
    let path = try imported([
      "api.yaml": "openapi: 3.0.0\npaths: {/a: {servers: [{url: 'http://shop.example'}], get: {}}}\n"
    ])
    #expect(
      path.output.contains(#"base: "http://shop.example""#) && path.error.contains("is plain http"), "\(path.error)")
  }

  @Test("Swagger 2.0 is supported: servers, bodies, forms, collection formats and security")
  func swagger() throws {
    let result = try imported([
      "api.json": """
      {"swagger": "2.0", "info": {"title": "Shop"}, "host": "shop.example", "basePath": "/v2", "schemes": ["http", "https"],
       "consumes": ["application/json"], "produces": ["application/json"], "security": [{"auth": []}],
       "securityDefinitions": {"auth": {"type": "basic"}},
       "paths": {"/carts": {
          "get": {"parameters": [{"name": "ids", "in": "query", "type": "array", "items": {"type": "string"}, "collectionFormat": "pipes"},
                                 {"name": "n", "in": "query", "type": "array", "items": {"type": "string"}}],
                  "responses": {"200": {"description": "ok", "schema": {"type": "array", "items": {"$ref": "#/definitions/Cart"}}}}},
          "post": {"parameters": [{"name": "cart", "in": "body", "required": true, "schema": {"$ref": "#/definitions/Cart"}}]},
          "put": {"consumes": ["application/x-www-form-urlencoded"],
                  "parameters": [{"name": "note", "in": "formData", "type": "string", "required": true}]}},
        "/files": {"post": {"consumes": ["multipart/form-data"], "parameters": [{"name": "f", "in": "formData", "type": "file"}]}}},
       "definitions": {"Cart": {"type": "object", "required": ["note"], "properties": {"id": {"type": "string", "readOnly": true}, "note": {"type": "string"}}}}}
      """
    ])
    #expect(result.status == 0, "\(result.error)")
    for part in [
      #"base: "https://shop.example/v2""#, #"style: "basic""#, #"ids: {in: "query", arrays: "pipes"}"#,
      #"n: {in: "query", arrays: "commas"}"#, #"answer: [{id: "string", note: "string"}]"#,
      #"parameters: {note: {in: "body", type: "string", required: true}}"#, #"body: "form""#,
    ] { #expect(result.output.contains(part), "\(part)\n\(result.output)") }
    #expect(result.error.contains("its body has the file `f`"), "\(result.error)")
  }
}
