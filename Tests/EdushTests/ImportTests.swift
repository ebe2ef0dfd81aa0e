import Foundation
import JSON
import Testing

/// `edush provider import`: manifests from descriptions, which load and can be called.
struct ImportTests {
  static let folder = BuiltProgram.checkout.appending(path: "Tests/EdushTests/Descriptions")

  /// The expected manifest is next to the description, as `.jq`, the messages as `.notes`; `EDUSH_RECORD=1` writes both.
  @Test(
    "A description produces the expected manifest, which is valid",
    arguments: [
      "petstore.yaml", "payments.json", "cluster.json", "meetings.yaml", "messaging.yaml", "bank.yaml",
    ])
  func gives(file: String) throws {
    let work = try TemporaryFolder()
    let name = String(file.prefix { $0 != "." })
    try FileManager.default.copyItem(at: Self.folder.appending(path: file), to: work.url.appending(path: file))
    let result = try edush(["provider", "import", "--name", name, file], in: work.url)
    #expect(result.status == 0)
    for (text, ending) in [(result.output, "jq"), (result.error, "notes")] {
      let recorded = Self.folder.appending(path: "\(name).\(ending)")
      let expected = (try? String(contentsOf: recorded, encoding: .utf8)) ?? ""
      #expect(text == expected, "\(recorded.lastPathComponent)")
      if ProcessInfo.processInfo.environment["EDUSH_RECORD"] == "1", text != expected {
        try text.write(to: recorded, atomically: true, encoding: .utf8)
      }
    }
    try result.output.write(to: work.url.appending(path: "\(name).jq"), atomically: true, encoding: .utf8)
    let check = try edush(["provider", "check", "\(name).jq"], in: work.url)
    #expect(check.status == 0 && check.output.isEmpty, "\(check.output)")
  }

  @Test("JSON and the same content in YAML produce the same manifest")
  func isTheSameInBoth() throws {
    let work = try TemporaryFolder()
    let text = try String(contentsOf: Self.folder.appending(path: "cluster.json"), encoding: .utf8)
    try text.write(to: work.url.appending(path: "a.json"), atomically: true, encoding: .utf8)
    let yaml = try edush(["-c", "save (\(text)) to \"a.yaml\""], in: work.url)
    #expect(yaml.status == 0, "\(yaml.error)")
    let first = try edush(["provider", "import", "--name", "a", "a.json"], in: work.url)
    let second = try edush(["provider", "import", "--name", "a", "a.yaml"], in: work.url)
    #expect(
      first.output.replacing("a.json", with: "") == second.output.replacing("a.yaml", with: ""), "\(second.error)")
  }

  @Test("An imported provider can be called, page by page, with its credential")
  func canBeCalled() throws {
    let sandbox = try SandboxProcess()
    let work = try TemporaryFolder()
    let variables = sandbox.variables
    let address = try #require(URL(string: variables["EDUSH_CODERPAD_URL"] ?? ""))
    let path = "/_sandbox/openapi.json?provider=coderpad"
    let description = try LocalSocket.body(of: "GET", path, port: try #require(address.port))
    let imported = try edush(
      ["provider", "import", "--install", "--name", "pads", "-"], in: work.url, input: description)
    #expect(imported.status == 0, "\(imported.error)")
    let environment = ["EDUSH_PADS_API_KEY": "Token token=\"\(variables["EDUSH_CODERPAD_API_KEY"] ?? "")\""]
    let described = try edush(["describe", "pads.pads.get"], in: work.url)
    #expect(described.output.contains("GET /coderpad/api/pads/{id}"), "\(described.error)")
    let program = "[each(pads.pads.list)] | length > 50, (pads.quota.get | has(\"pads_used\"))"
    let called = try edush(["-c", program], in: work.url, environment: environment)
    #expect(called.output == "true\ntrue\n", "\(called.error)")
  }

  @Test("An existing file is replaced only with --force, and never partially")
  func keepsFiles() throws {
    let work = try TemporaryFolder()
    let file = Self.folder.appending(path: "payments.json").path()
    try "mine".write(to: work.url.appending(path: "shop.jq"), atomically: true, encoding: .utf8)
    let refused = try edush(["provider", "import", file, "-o", "shop.jq"], in: work.url)
    #expect(refused.status == 2 && refused.error.contains("use --force to overwrite it"), "\(refused.error)")
    #expect(try String(contentsOf: work.url.appending(path: "shop.jq"), encoding: .utf8) == "mine")
    let replaced = try edush(["provider", "import", file, "-o", "shop.jq", "--force"], in: work.url)
    #expect(replaced.status == 0 && replaced.output.isEmpty && replaced.error.contains("shop: 8 methods"))
    #expect(try FileManager.default.contentsOfDirectory(atPath: work.url.path()).sorted() == ["shop.jq"])
  }

  @Test("Errors in a description are reported with their positions, and nothing invalid is written")
  func refusesFaults() throws {
    let file = BuiltProgram.checkout.appending(path: "Tests/EdushTests/Specs/description-faults.spec")
    let text = try String(contentsOf: file, encoding: .utf8)
    let work = try TemporaryFolder()
    var recorded = text.split(separator: "\n\n").first.map { String($0) + "\n" } ?? ""
    let cases = ManifestFaults.cases(in: text)
    #expect(cases.count >= 10)
    for one in cases {
      try one.manifest.write(to: work.url.appending(path: "x.yaml"), atomically: true, encoding: .utf8)
      let result = try edush(["provider", "import", "-o", "x.jq", "x.yaml"], in: work.url)
      let isWritten = (try? FileManager.default.removeItem(at: work.url.appending(path: "x.jq"))) != nil
      #expect(result.status == (isWritten ? 0 : 2) && isWritten != result.error.contains("error: "), "\(one.title)")
      let told = Self.told(result.error)
      #expect(told == one.faults, "\(one.title)")
      recorded += "\n# \(one.title)\n" + one.lines.map { "| \($0)\n" }.joined() + told.map { "\($0)\n" }.joined()
    }
    if ProcessInfo.processInfo.environment["EDUSH_RECORD"] == "1", recorded != text {
      try recorded.write(to: file, atomically: true, encoding: .utf8)
    }
  }

  /// `line:column error message` and `? hint` of findings as they are shown.
  private static func told(_ text: String) -> [String] {
    var told: [String] = []
    for line in text.split(separator: "\n") {
      if let match = line.wholeMatch(of: /(error|warning): (.*)/) {
        told.append("- \(match.1) \(match.2)")
      } else if let match = line.wholeMatch(of: /\ *--> x\.yaml:(\d+:\d+)/), let last = told.popLast() {
        told.append("\(match.1)\(last.dropFirst(1))")
      } else if let match = line.wholeMatch(of: /\ *(?:\| *\^+|help:) (.*)/) {
        told.append("? \(match.1)")
      }
    }
    return told
  }

  @Test("No description makes it crash or hang", arguments: Hostile.all.indices)
  func survives(index: Int) throws {
    let work = try TemporaryFolder()
    let hostile = Hostile.all[index]
    try hostile.text.write(to: work.url.appending(path: hostile.file), atomically: true, encoding: .utf8)
    let result = try edush(["provider", "import", hostile.file], in: work.url, seconds: 50)
    #expect(result.status == 0 || result.status == 2, "\(hostile.file) \(result.status)")
    #expect(result.error.utf8.count < 100_000)
    if result.status == 2 { #expect(result.error.contains("error: "), "\(result.error)") }
  }
}

/// Malicious descriptions.
struct Hostile {
  var file: String
  var text: String

  static let all: [Hostile] = [
    Hostile(file: "deep.json", text: String(repeating: "{\"a\":", count: 200_000)),
    Hostile(file: "deep.yaml", text: String(repeating: "[", count: 200_000)),
    Hostile(file: "steps.yaml", text: (0..<3000).map { String(repeating: " ", count: $0) + "a:\n" }.joined()),
    Hostile(file: "laughs.yaml", text: laughs),
    Hostile(file: "self.yaml", text: "openapi: 3.0.0\npaths: &p\n  /a: *p\n"),
    Hostile(file: "circles.yaml", text: describing("{$ref: '#/components/schemas/A'}", circles)),
    Hostile(
      file: "wide.yaml",
      text: describing("{allOf: [\(String(repeating: "{$ref: '#/components/schemas/B'}, ", count: 200))]}", fan)),
    Hostile(file: "nul.json", text: "{\"openapi\": \"3.0.0\", \"a\u{0}\": \"\u{1b}[31m\\ud83d\"}"),
    Hostile(file: "names.yaml", text: names),
    Hostile(file: "many.json", text: "{\"openapi\":\"3.0.0\",\"paths\":{\(many)}}"),
  ]

  private static func describing(_ schema: String, _ schemas: String) -> String {
    """
    openapi: 3.0.0
    paths:
      /a:
        post:
          requestBody: {content: {application/json: {schema: \(schema)}}}
          responses: {'200': {description: ok, content: {application/json: {schema: \(schema)}}}}
    components:
      schemas:
    \(schemas)
    """
  }

  private static let laughs =
    "a0: &a0 [x, x]\n" + (1..<40).map { "a\($0): &a\($0) [*a\($0 - 1), *a\($0 - 1)]\n" }.joined()

  private static let circles = """
        A: {$ref: '#/components/schemas/B'}
        B: {allOf: [{$ref: '#/components/schemas/A'}, {$ref: '#/components/schemas/C'}]}
        C: {properties: {c: {$ref: '#/components/schemas/C'}, d: {oneOf: [{$ref: '#/components/schemas/B'}]}}}
        D: {$ref: '#/components/schemas/D'}
    """

  /// Every schema has all the others as parts.
  private static let fan = (0..<40).map { index in
    let parts = (0..<40).map { "{$ref: '#/components/schemas/S\($0)'}" }.joined(separator: ", ")
    return "    \(index == 0 ? "B" : "S\(index)"): {anyOf: [\(parts)]}\n"
  }.joined()

  private static let names = """
    openapi: 3.0.0
    info: {title: "a\\u0007 \\\\", version: "\\n# }"}
    servers: [{url: "javascript:alert(1)"}]
    paths:
      "/../{x}/\u{202e}evil/{}": {get: {operationId: "..//", summary: "\\\\(1) \\" + error", responses: {}}}
      "/if/{and}": {delete: {operationId: "def.if", parameters: [{name: "a\\r\\nB: c", in: header, schema: {type: string}}], responses: {}}}
      "/request": {get: {responses: {}}, post: {responses: {}}}
      "/": {get: {responses: {}}}
      "/{a}": {get: {responses: {}}}
    """

  private static let many = (0..<2000).map { index in
    "\"/r\(index % 50)/{id}/s\(index)\":{\"get\":{\"parameters\":[{\"name\":\"id\",\"in\":\"path\",\"required\":true,\"schema\":{\"type\":\"string\"}}]}}"
  }.joined(separator: ",")
}
