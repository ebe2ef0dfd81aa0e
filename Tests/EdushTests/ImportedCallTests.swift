import Foundation
import Testing

/// Requests of imported providers, as a server on this machine receives them.
struct ImportedCallTests {
  /// The first request of a program, in a folder with a description made of `paths`, `components` and `rest`.
  static func request(
    _ program: String, paths: String, components: String = "{}", rest: String = "",
    environment: [String: String] = [:], arguments: [String] = ["--yes"]
  ) throws -> (text: String, imported: CommandResult, result: CommandResult) {
    let work = try TemporaryFolder()
    let server = try LocalServer { _ in LocalServer.json("{\"ok\":true}") }
    let text = """
      openapi: 3.1.0
      info: {title: Shop, version: '1'}
      servers: [{url: 'http://127.0.0.1:\(server.port)'}]
      \(rest)
      paths: \(paths)
      components: \(components)

      """
    try text.write(to: work.url.appending(path: "shop.yaml"), atomically: true, encoding: .utf8)
    let imported = try edush(["provider", "import", "--install", "shop.yaml"], in: work.url)
    #expect(imported.status == 0, "\(imported.error)")
    let result = try edush(arguments + ["-c", program], in: work.url, environment: environment)
    return (server.texts.first ?? "", imported, result)
  }

  // MARK: Styles

  /// The style table of OpenAPI (4.8.12.3), with `content` and brackets in the name: a parameter, the call's arguments, and
  /// the expected part of the request line or of a header.
  @Test(
    "Parameter values are encoded in their style",
    arguments: [
      ("{name: p, in: query, schema: &a {type: array, items: {type: string}}}", "?p=a&p=b"),
      ("{name: p, in: query, explode: false, schema: &a {type: array, items: {type: string}}}", "?p=a%2Cb"),
      ("{name: p, in: query, style: spaceDelimited, schema: &a {type: array, items: {type: string}}}", "?p=a%20b"),
      ("{name: p, in: query, style: pipeDelimited, schema: &a {type: array, items: {type: string}}}", "?p=a%7Cb"),
      ("{name: p, in: query, style: pipeDelimited, explode: true, schema: {type: array, items: {}}}", "?p=a&p=b"),
      ("{name: 'p[]', in: query, schema: {type: array, items: {type: string}}}", "?p%5B%5D=a&p%5B%5D=b"),
      ("{name: p, in: query, content: {application/json: {schema: {type: array}}}}", "?p=%5B%22a%22%2C%22b%22%5D"),
      ("{name: p, in: query, style: deepObject, schema: {type: object}}", "?p%5Bk%5D=v"),
      ("{name: p, in: query, schema: {type: object}}", "?k=v"),
      ("{name: p, in: query, explode: false, schema: {type: object}}", "?p=k%2Cv"),
      ("{name: p, in: query, content: {application/json: {schema: {type: object}}}}", "?p=%7B%22k%22%3A%22v%22%7D"),
      ("{name: p, in: header, schema: {type: array, items: {type: string}}}", "\r\np: a,b\r\n"),
      ("{name: p, in: header, schema: {type: object}}", "\r\np: k,v\r\n"),
      ("{name: p, in: header, explode: true, schema: {type: object}}", "\r\np: k=v\r\n"),
    ])
  func styles(parameter: String, sent: String) throws {
    let value = parameter.contains("object") ? "{k: \"v\"}" : "[\"a\", \"b\"]"
    let name = parameter.contains("p[]") ? "\"p[]\"" : "p"
    let call = try Self.request(
      "shop.things.get(\(name): \(value))",
      paths: "{/things: {get: {operationId: things.get, parameters: [\(parameter)]}}}")
    #expect(call.text.contains(sent), "\(call.text) \(call.result.error)")
  }

  @Test(
    "A path can have text around its parameters",
    arguments: [
      ("/things/{id}.json", "{type: string}", "", "\"a:b\"", "/things/a%3Ab.json"),
      ("/things/{id}:cancel", "{type: string}", "", "\"a:b\"", "/things/a%3Ab:cancel"),
      ("/things('{id}')", "{type: string}", "", "\"7\"", "/things('7')"),
      ("/things/{id}", "{type: array, items: {type: string}}", "", "[1, 2]", "/things/1%2C2"),
      ("/things/{id}", "{type: string}", "style: label,", "7", "/things/.7"),
      ("/things/{id}", "{type: string}", "style: matrix,", "7", "/things/;id=7"),
    ])
  func paths(path: String, schema: String, style: String, value: String, sent: String) throws {
    let parameter = "{name: id, in: path, required: true, \(style) schema: \(schema)}"
    let call = try Self.request(
      "shop.things.get(id: \(value))",
      paths: "{\"\(path)\": {get: {operationId: things.get, parameters: [\(parameter)]}}}")
    #expect(call.text.hasPrefix("GET \(sent) "), "\(call.text) \(call.result.error)")
  }

  @Test("A free request of such a path has its method's class")
  func freeRequest() throws {
    let parameter = "{name: id, in: path, required: true, schema: {type: string}}"
    let call = try Self.request(
      "shop.request(\"POST\", \"/jobs/7:notify\")",
      paths: "{\"/jobs/{id}:notify\": {post: {parameters: [\(parameter)]}}}", arguments: ["--dry-run"])
    #expect(call.result.error.contains("(1 outward)"), "\(call.result.error)")
  }

  @Test("Arrays in a form follow its encoding, or OpenAPI's default without one")
  func forms() throws {
    let schema =
      "{type: object, properties: {a: &l {type: array, items: {type: string}}, b: *l, c: *l, d: *l, o: {type: object}}}"
    let encoding = "{a: {explode: false}, b: {style: deepObject, explode: true}, c: {contentType: application/json}}"
    let call = try Self.request(
      "shop.forms.create(a: [1,2], b: [1,2], c: [1,2], d: [1,2], o: {k: 1})",
      paths: "{/forms: {post: {requestBody: {content: {application/x-www-form-urlencoded: "
        + "{encoding: \(encoding), schema: \(schema)}}}}}}")
    #expect(
      call.text.hasSuffix("\r\n\r\na=1%2C2&b%5B%5D=1&b%5B%5D=2&c=%5B1%2C2%5D&d=1&d=2&o%5Bk%5D=1"),
      "\(call.text) \(call.result.error)")
  }

  @Test(
    "A JSON-based body keeps its media type, and Accept lists the response's own",
    arguments: ["application/merge-patch+json", "application/vnd.api+json"])
  func mediaTypes(type: String) throws {
    let call = try Self.request(
      "shop.things.update(name: \"x\")",
      paths: "{/things: {patch: {requestBody: {content: {\(type): {schema: {properties: {name: {type: string}}}}}}, "
        + "responses: {'200': {content: {application/vnd.api+json: {schema: {type: object}}}}}}}}")
    let text = call.text.lowercased()
    #expect(text.contains("\r\ncontent-type: \(type)\r\n"), "\(call.text) \(call.result.error)")
    #expect(text.contains("\r\naccept: application/vnd.api+json, application/json\r\n"), "\(call.text)")
  }

  /// The schema of a body, the argument of the call, and what is sent.
  @Test(
    "A body other than an object is one argument",
    arguments: [
      ("{type: array, items: {type: object}}", "body: [{a: 1}, {a: 2}]", "[{\"a\":1},{\"a\":2}]"),
      ("{type: array, items: {type: object}}", "body: []", "[]"), ("{type: string}", "body: \"x\"", "\"x\""),
      ("{type: integer}", "body: 7", "7"), ("{type: boolean}", "body: false", "false"),
      ("{oneOf: [{type: object, properties: {a: {}}}, {type: array, items: {}}]}", "a: 1", "{\"a\":1}"),
    ])
  func wholeBodies(schema: String, argument: String, sent: String) throws {
    let paths = "{/things: {post: {requestBody: {required: true, content: {application/json: {schema: \(schema)}}}}}}"
    let call = try Self.request("shop.things.create(\(argument))", paths: paths)
    #expect(call.text.hasSuffix("\r\n\r\n" + sent), "\(call.text) \(call.result.error)")
    #expect(call.text.lowercased().contains("content-type: application/json\r\n"), "\(call.text)")
    guard argument.hasPrefix("body") else { return }
    let none = try Self.request("shop.things.create", paths: paths)
    #expect(none.text.isEmpty && none.result.error.contains("needs the parameter `body`"), "\(none.result.error)")
  }

  @Test("An array as a JSON Patch travels with its media type, and deletes ask for what they name")
  func patches() throws {
    let call = try Self.request(
      "shop.things.update(body: [{op: \"remove\", path: \"/a\"}])",
      paths: "{/things: {patch: {requestBody: {content: {application/json-patch+json: {schema: {type: array}}}}}}}")
    #expect(call.text.lowercased().contains("content-type: application/json-patch+json"), "\(call.text)")
    #expect(call.text.hasSuffix("[{\"op\":\"remove\",\"path\":\"/a\"}]"), "\(call.text)")
  }

  @Test("The objects of an array in a form stay together")
  func objectsInForms() throws {
    let items = "{type: array, items: {type: object, properties: {a: {type: integer}, b: {type: string}}}}"
    let schema = "{type: object, properties: {l: \(items), d: \(items), o: {type: object, properties: {l: \(items)}}}}"
    let call = try Self.request(
      "shop.forms.create(l: [{a: 1}, {a: 2, b: \"x\"}], d: [{a: 3}], o: {l: [{a: 4}]})",
      paths: "{/forms: {post: {requestBody: {content: {application/x-www-form-urlencoded: "
        + "{encoding: {d: {style: deepObject, explode: true}}, schema: \(schema)}}}}}}")
    let fields = call.text.components(separatedBy: "\r\n\r\n").last?.removingPercentEncoding
    #expect(
      fields == "l[0][a]=1&l[1][a]=2&l[1][b]=x&d[0][a]=3&o[l][0][a]=4", "\(call.text) \(call.result.error)")
  }

  @Test("A name in brackets can be written without them", arguments: ["p", "\"p[]\""])
  func namesOfSeveral(name: String) throws {
    let parameter = "{name: 'p[]', in: query, required: true, schema: {type: array, items: {type: string}}}"
    let call = try Self.request(
      "shop.things.get(\(name): [\"a\", \"b\"])",
      paths: "{/things: {get: {operationId: things.get, parameters: [\(parameter)]}}}")
    #expect(call.text.contains("?p%5B%5D=a&p%5B%5D=b "), "\(call.text) \(call.result.error)")
  }

  // MARK: Null

  /// Where null is given, and what is sent; an empty string if it is refused.
  @Test(
    "Null is sent only in JSON where the description allows it",
    arguments: [
      ("{type: string, nullable: true}", "application/json", "p: null", "{\"p\":null}"),
      ("{type: [integer, 'null']}", "application/json", "p: null", "{\"p\":null}"),
      ("{oneOf: [{type: string}, {type: 'null'}]}", "application/json", "p: null", "{\"p\":null}"),
      ("{}", "application/json", "p: null", "{\"p\":null}"),
      ("{type: object}", "application/json", "p: {a: null}", "{\"p\":{\"a\":null}}"),
      ("{type: string}", "application/json", "p: null", ""),
      ("{type: string, nullable: true}", "application/x-www-form-urlencoded", "p: null", ""),
      ("{type: object, nullable: true}", "application/x-www-form-urlencoded", "p: {a: null}", ""),
    ])
  func nulls(schema: String, type: String, arguments: String, sent: String) throws {
    let paths =
      "{/things: {patch: {requestBody: {content: {\(type): {schema: {type: object, properties: {p: \(schema)}}}}}}}}"
    for program in ["shop.things.update(\(arguments))", "{\(arguments)} as {$p} | shop.things.update(p: $p)"] {
      let call = try Self.request(program, paths: paths)
      #expect(sent.isEmpty ? call.text.isEmpty : call.text.hasSuffix("\r\n\r\n" + sent), "\(call.text)")
      if sent.isEmpty { #expect(call.result.error.contains("must not be null"), "\(call.result.error)") }
    }
  }

  @Test("Null is refused in the path, the query and a header", arguments: ["path", "query", "header"])
  func nullsElsewhere(place: String) throws {
    let parameter = "{name: p, in: \(place), required: true, schema: {type: [string, 'null']}}"
    let call = try Self.request(
      "null as $n | shop.things.get(p: $n)",
      paths:
        "{\"/things\(place == "path" ? "/{p}" : "")\": {get: {operationId: things.get, parameters: [\(parameter)]}}}")
    #expect(call.text.isEmpty && call.result.error.contains("must not be null"), "\(call.result.error)")
  }

  // MARK: Credentials

  private static let things = "{/things: {get: {operationId: things.get}}}"

  @Test("A call that needs several keys sends all of them")
  func severalKeys() throws {
    let schemes =
      "{securitySchemes: {clientId: {type: apiKey, in: header, name: X-CLIENT-ID}, secret: {type: apiKey, in: header, name: "
      + "X-SECRET}, appVersion: {type: apiKey, in: header, name: App-Version}, site: {type: apiKey, in: query, name: s}}}"
    let security = "security: [{clientId: [], secret: [], appVersion: [], site: []}]"
    var keys = [
      "EDUSH_SHOP_CLIENT_ID": "client-12345", "EDUSH_SHOP_SECRET": "secret-12345", "EDUSH_SHOP_SITE": "site-12345",
    ]
    let call = try Self.request(
      "shop.things.get", paths: Self.things, components: schemes, rest: security, environment: keys, arguments: ["-v"])
    let text = call.text.lowercased()
    #expect(
      text.contains("\r\nx-client-id: client-12345\r\n") && text.contains("\r\nx-secret: secret-12345\r\n"), "\(text)")
    #expect(text.hasPrefix("get /things?s=site-12345 ") && !text.contains("app-version"), "\(text)")
    #expect(!call.result.error.contains("-12345"), "\(call.result.error)")
    keys["EDUSH_SHOP_APP_VERSION"] = "2020-09-14"
    let other = try Self.request(
      "shop.things.get", paths: Self.things, components: schemes, rest: security, environment: keys)
    #expect(other.text.lowercased().contains("\r\napp-version: 2020-09-14\r\n"), "\(other.text)")
    keys["EDUSH_SHOP_SECRET"] = nil
    let missing = try Self.request(
      "shop.things.get", paths: Self.things, components: schemes, rest: security, environment: keys)
    #expect(missing.text.isEmpty && missing.result.error.contains("EDUSH_SHOP_SECRET"), "\(missing.result.error)")
  }

  @Test("A call without its optional credential is sent without it", arguments: ["header", "query"])
  func optionalKey(place: String) throws {
    let schemes = "{securitySchemes: {key: {type: apiKey, in: \(place), name: X-Key}}}"
    let security = "security: [{}, {key: []}]"
    let without = try Self.request("shop.things.get", paths: Self.things, components: schemes, rest: security)
    #expect(without.text.hasPrefix("GET /things ") && !without.text.lowercased().contains("x-key"), "\(without.text)")
    let with = try Self.request(
      "shop.things.get", paths: Self.things, components: schemes, rest: security,
      environment: ["EDUSH_SHOP_API_KEY": "key-12345"])
    #expect(with.text.contains("key-12345"), "\(with.text) \(with.result.error)")
  }

  @Test("A key can be the user name of basic authentication, without a password and unseen")
  func keyAsUserName() throws {
    let schemes = "{securitySchemes: {auth: {type: http, scheme: basic, description: Your API key is the user name.}}}"
    let key = "key-123456789"
    let call = try Self.request(
      "shop.things.get", paths: Self.things, components: schemes, rest: "security: [{auth: []}]",
      environment: ["EDUSH_SHOP_USERNAME": key], arguments: ["-v"])
    let sent = Data("\(key):".utf8).base64EncodedString()
    #expect(call.text.contains("Basic \(sent)\r\n"), "\(call.text) \(call.result.error)")
    #expect(!call.result.error.contains(key) && !call.result.error.contains(sent), "\(call.result.error)")
    let login = try Self.request(
      "login shop username: \"\(key)\", password: \"\"\nshop.things.get", paths: Self.things, components: schemes,
      rest: "security: [{auth: []}]")
    #expect(login.text.contains("Basic \(sent)\r\n"), "\(login.result.error)")
  }
}
