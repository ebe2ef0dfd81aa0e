import Foundation
import JSON
import Testing

/// Each of the 52 endpoints through the built binary, and what the sandbox received: method, path, query, body, headers.
struct RequestLogTests {
  @Test("Each endpoint is sent what its document says", arguments: FaultTests.providers)
  func isSent(provider: String) throws {
    let specs = try RequestSpec.all(of: provider)
    let sandbox = try SandboxProcess()
    let folder = try TemporaryFolder()
    let text = specs.map { "do { \($0.call) } catch e { print $e }" }.joined(separator: "\n")
    let result = try edush(["--yes", "-c", text], in: folder.url, environment: sandbox.variables)
    #expect(result.status == 0, "\(result.error)")
    let requests = try sandbox.requests()
    try #require(requests.count == specs.count, "\(requests.count) \(result.output) \(result.error)")
    for (request, spec) in zip(requests, specs) {
      let expected = "\(spec.verb) \(sandbox.base(of: provider))\(spec.target)"
      #expect(RequestSpec.parts(of: RequestSpec.line(of: request)) == RequestSpec.parts(of: expected))
      #expect(request["body"]?.string == spec.body, "\(spec.call)")
      #expect(request["endpoint"]?.isNull == false, "\(spec.call) is unknown to the sandbox")
      #expect(request["status"]?.int != 401, "\(spec.call)")
      expectHeaders(of: request, spec, provider, sandbox.variables)
    }
    try expectSingleUse(requests, provider)
  }

  @Test("The spec has all 52 endpoints")
  func isComplete() throws {
    let specs = try FaultTests.providers.flatMap { provider in
      try RequestSpec.all(of: provider).map { "\($0.verb) \(provider) \($0.shape)" }
    }
    // Coursio's many are one pattern.
    #expect(Set(specs.filter { !$0.contains("coursio") }).count == 51)
    #expect(specs.contains { $0.contains("coursio") })
  }

  private func expectHeaders(
    of request: Value, _ spec: RequestSpec, _ provider: String, _ variables: [String: String]
  ) {
    let headers = request["headers"]?.object ?? [:]
    let key = variables["EDUSH_\(provider.uppercased())_API_KEY"] ?? ""
    let type = headers["content-type"]?.string
    switch provider {
    case "codementor":
      #expect(headers["x-codementor-api-key"]?.string == key)
      #expect(type == nil && spec.body.isEmpty)
    case "coderpad":
      #expect(headers["authorization"]?.string == "Token token=\"\(key)\"")
      #expect(type == (spec.body.isEmpty ? nil : "application/x-www-form-urlencoded"), "\(spec.call)")
    case "tutrex":
      #expect(headers["x-api-key"]?.string == key)
      #expect(type == "application/json", "\(spec.call)")
    case "coursepath":
      #expect(headers["authorization"]?.string?.hasPrefix("Bearer ") == true)
      #expect(type == (spec.body.isEmpty ? nil : "application/x-www-form-urlencoded"), "\(spec.call)")
    default:
      #expect(headers["token"]?.string == variables["EDUSH_COURSIO_TOKEN"])
      #expect(type == "application/json")
    }
    #expect(headers["user-agent"]?.string?.hasPrefix("edush/") == true)
    let others = variables.filter { !$0.key.contains(provider.uppercased()) && !$0.key.hasSuffix("_URL") }
    for (name, secret) in others { #expect(!request.json().contains(secret), "\(spec.call) sends \(name)") }
  }

  /// A token of Coursepath's is good for one request.
  private func expectSingleUse(_ requests: [Value], _ provider: String) throws {
    guard provider == "coursepath" else { return }
    let tokens = requests.compactMap { $0["headers"]?["authorization"]?.string }
    #expect(Set(tokens).count == requests.count)
    let parts = try #require(tokens.first).dropFirst("Bearer ".count).split(separator: ".")
    #expect(parts.count == 3)
    let header = try Value.parse(utf8: RequestSpec.base64URL(parts[0]))
    #expect(header["alg"]?.string == "HS256" && header["typ"]?.string == "JWT")
    let claims = try Value.parse(utf8: RequestSpec.base64URL(parts[1]))
    #expect(claims["email"]?.string == "john.smith@example.com")
    #expect(claims["jti"]?.isNull == false)
    #expect(abs((claims["iat"]?.double ?? 0) - Date().timeIntervalSince1970) < 120)
  }
}

/// A call, and what is sent for it.
struct RequestSpec {
  var call: String
  var verb: Substring
  /// Path and query below the base URL.
  var target: Substring
  var body: String

  /// The path with its ids left out.
  var shape: String {
    String(target.prefix { $0 != "?" }).replacing(/\/(\d+|DM32JWG2|abc123)(?=\/|$)/, with: "/ID")
  }

  static func all(of provider: String) throws -> [RequestSpec] {
    let file = BuiltProgram.checkout.appending(path: "Tests/EdushTests/Specs/requests.spec")
    let text = try String(contentsOf: file, encoding: .utf8)
    let sections = text.split(separator: "== ")
    let section = try #require(sections.first { $0.hasPrefix(provider + "\n") })
    return section.dropFirst(provider.count + 1).split(separator: "\n\n").compactMap { block in
      let lines = block.split(separator: "\n")
      guard lines.count >= 2, let gap = lines[1].firstIndex(of: " ") else { return nil }
      return RequestSpec(
        call: String(lines[0]), verb: lines[1][..<gap], target: lines[1][gap...].dropFirst(),
        body: lines.count > 2 ? String(lines[2]) : "")
    }
  }

  /// `GET /path?query` of a logged request.
  static func line(of request: Value) -> String {
    let query = request["query"]?.string ?? ""
    let path = request["path"]?.string ?? ""
    return "\(request["method"]?.string ?? "") \(path)\(query.isEmpty ? "" : "?" + query)"
  }

  /// A request line without the order of its query, which no document prescribes.
  static func parts(of line: String) -> [String] {
    let halves = line.split(separator: "?", maxSplits: 1)
    return [String(halves[0])] + (halves.count > 1 ? halves[1].split(separator: "&").map(String.init).sorted() : [])
  }

  static func base64URL(_ text: Substring) throws -> [UInt8] {
    let padded = text.replacing("-", with: "+").replacing("_", with: "/")
    let data = Data(base64Encoded: padded + String(repeating: "=", count: (4 - padded.count % 4) % 4))
    return Array(try #require(data))
  }
}

extension SandboxProcess {
  /// The path of a provider's base URL.
  func base(of provider: String) -> String {
    let url = variables["EDUSH_\(provider.uppercased())_URL"] ?? ""
    return url.firstMatch(of: /:\d+(\/.*)/).map { String($0.1) } ?? ""
  }
}
