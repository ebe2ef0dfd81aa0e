import Foundation
import Testing

/// What an import leaves out, each with its place, and what it says of its own options.
struct ImportedOmissionTests {
  private func imported(_ paths: String, _ options: String..., swagger: Bool = false) throws -> CommandResult {
    let work = try TemporaryFolder()
    let head =
      swagger
      ? "swagger: '2.0'\nhost: shop.example\n"
      : "openapi: 3.1.0\nservers: [{url: 'https://shop.example'}]\nsecurity: []\n"
    try "\(head)paths:\n\(paths)  /good: {get: {}}\n".write(
      to: work.url.appending(path: "api.yaml"), atomically: true, encoding: .utf8)
    return try edush(["provider", "import", "--name", "shop", "api.yaml"] + options, in: work.url)
  }

  /// A body, and what is said of its operation; nil where it is imported without a word.
  @Test(
    "A body with files is omitted, or only its files if they are optional",
    arguments: [
      (
        "multipart/form-data: {schema: {type: object, properties: {f: {type: string, format: binary}}}}",
        "POST /a: its body travels as multipart/form-data"
      ),
      (
        "multipart/form-data: {schema: {type: object, properties: {note: {type: string}}}}",
        "POST /a: its body travels as multipart/form-data"
      ),
      (
        "application/octet-stream: {schema: {type: string, format: binary}}",
        "POST /a: its body travels as application/octet-stream"
      ),
      (
        "application/json: {schema: {type: object, properties: {n: {}, f: {type: string, format: binary}}}}",
        "the file `f` of POST /a"
      ),
      (
        "application/json: {schema: {type: object, required: [f], properties: {f: {type: array, items: {type: string, format: binary}}}}}",
        "POST /a: its body has the file `f`"
      ),
      (
        "application/x-www-form-urlencoded: {schema: {type: array}}",
        "POST /a: its body is an array as application/x-www-form-urlencoded"
      ),
      ("'*/*': {schema: {type: string, format: binary}}", "POST /a: its body is a string as */*"),
    ])
  func files(content: String, note: String) throws {
    let result = try imported("  /a: {post: {requestBody: {content: {\(content)}}}}\n")
    #expect(result.status == 0 && result.error.contains("omitted: \(note)"), "\(result.error)")
    #expect(result.output.contains("\"/a\"") == note.hasPrefix("the file"), "\(result.output)")
    #expect(!result.output.contains(" f: "), "\(result.output)")
  }

  /// What a form of Swagger 2 consumes, and whether it has a file.
  @Test(
    "A form of Swagger 2.0 is sent as one only where it may be",
    arguments: [
      ("[application/x-www-form-urlencoded]", false, "f: {in: \"body\""), ("[multipart/form-data]", false, ""),
      ("[multipart/form-data, application/x-www-form-urlencoded]", true, "note: {in: \"body\""), ("[]", true, ""),
    ])
  func forms(consumes: String, hasFile: Bool, part: String) throws {
    let fields =
      "{name: note, in: formData, type: string}, {name: f, in: formData, type: \(hasFile ? "file" : "string")}"
    let result = try imported(
      "  /a: {post: {consumes: \(consumes), parameters: [\(fields)]}}\n", swagger: true)
    #expect(result.output.contains("\"/a\"") == !part.isEmpty, "\(result.output)")
    #expect(part.isEmpty || result.output.contains(part), "\(result.output)")
    #expect(result.error.contains("which edush does not send") == (hasFile || part.isEmpty), "\(result.error)")
    #expect(!result.error.contains("does not understand"), "\(result.error)")
  }

  @Test(
    "An operation that requires what cannot be sent is omitted",
    arguments: [("cookie", "sid", "the cookie `sid`"), ("header", "a b", "`a b`, which is not a name of a header")])
  func required(place: String, name: String, what: String) throws {
    let operation = "get: {parameters: [{name: '\(name)', in: \(place), required: %, schema: {type: string}}]}"
    let paths = "  /a: {\(operation)}\n"
    let result = try imported(paths.replacing("%", with: "true"))
    #expect(result.error.contains("omitted: GET /a: it requires \(what), which edush does not send"), "\(result.error)")
    #expect(!result.output.contains("\"/a\""), "\(result.output)")
    let optional = try imported(paths.replacing("%", with: "false"))
    #expect(optional.error.contains("omitted: \(what) of GET /a"), "\(optional.error)")
    #expect(optional.output.contains("\"/a\""), "\(optional.output)")
  }

  @Test("The server is the first with a host")
  func server() throws {
    let work = try TemporaryFolder()
    let servers =
      "[{url: /v1}, {url: 'https://{site}.shop.example', variables: {site: {default: eu}}}, {url: 'https://b.example'}]"
    try "openapi: 3.1.0\nservers: \(servers)\nsecurity: []\npaths: {/a: {get: {}}}\n".write(
      to: work.url.appending(path: "api.yaml"), atomically: true, encoding: .utf8)
    let result = try edush(["provider", "import", "api.yaml"], in: work.url)
    #expect(result.output.contains("base: \"https://eu.shop.example\""), "\(result.output)")
    #expect(result.error.contains("the server /v1") && result.error.contains("https://b.example"), "\(result.error)")
    #expect(!result.error.contains("does not understand"), "\(result.error)")
  }

  @Test("Everything that a broken reference concerns is named with its position")
  func references() throws {
    let result = try imported(
      """
        /a: {$ref: '#/x'}
        /b: {get: {$ref: '#/x'}}
        /c: {get: {parameters: [{$ref: '#/x'}]}}
        /d: {post: {requestBody: {$ref: '#/x'}}}
        /e: {post: {requestBody: {content: {application/json: {schema: {$ref: '#/x'}}}}}}
        /f: {get: {responses: {'200': {$ref: '#/x'}}}}

      """)
    for note in [
      "5:3: omitted: /a: its reference", "6:8: omitted: GET /b: its reference",
      "7:27: omitted: a parameter of GET /c: its reference", "8:28: omitted: POST /d: the reference of its body",
      "9:66: omitted: the schema of the body of POST /e", "10:33: omitted: the response of GET /f: its reference",
    ] { #expect(result.error.contains("api.yaml:\(note)"), "\(note)\n\(result.error)") }
    #expect(result.error.contains("shop: 4 methods"), "\(result.error)")
  }

  @Test(
    "An invalid base URL is reported as the option it came from",
    arguments: [
      ("ftp://x", "`--base ftp://x`: not a valid base URL"), ("https://{a}.b", "`--base https://{a}.b`: not a valid"),
      ("shop", "`--base shop`: not a valid base URL"),
      ("https://x/?a=b", "`--base https://x/?a=b`: the path"),
    ])
  func base(url: String, message: String) throws {
    let result = try imported("", "--base", url)
    #expect(result.status == 2 && result.output.isEmpty && result.error.contains(message), "\(result.error)")
    #expect(!result.error.contains("-->"), "\(result.error)")
    let plain = try imported("", "--base", "http://shop.example")
    #expect(plain.error.contains("`--base http://shop.example` is plain http") && !plain.error.contains("-->"))
  }

  @Test("An import without any operation left lists what it omitted")
  func nothing() throws {
    let work = try TemporaryFolder()
    try "openapi: 3.1.0\npaths: {/a: {post: {requestBody: {content: {text/csv: {}}}}}}\n".write(
      to: work.url.appending(path: "api.yaml"), atomically: true, encoding: .utf8)
    let result = try edush(["provider", "import", "api.yaml"], in: work.url)
    #expect(result.status == 2 && result.error.contains("POST /a: its body travels as text/csv"), "\(result.error)")
  }
}
