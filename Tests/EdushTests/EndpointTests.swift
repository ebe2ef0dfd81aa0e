import Foundation
import Testing

/// Each of the 52 documented endpoints through the built binary: the exact bytes it sends, and its result for the
/// documented response.
struct EndpointTests {
  static let providers = FaultTests.providers

  static func specs(of provider: String) -> [ExchangeSpec] { ExchangeSpec.all(in: "Endpoints/\(provider)") }

  @Test(
    "Each endpoint sends the documented request and reads the documented response", arguments: providers.flatMap(specs))
  func isExact(spec: ExchangeSpec) throws {
    let requests = try ExchangeBench.run(spec)
    #expect(requests.count == 1)
  }

  @Test("All 52 documented endpoints are covered", arguments: zip(providers, [7, 15, 5, 24, 1]))
  func areAll(provider: String, count: Int) throws {
    let specs = Self.specs(of: provider)
    #expect(Set(specs.map(\.subject)).count == count)
    let base = ExchangeBench.paths[provider.uppercased()].map { $0.hasSuffix("/") ? String($0.dropLast()) : $0 } ?? ""
    for spec in specs {
      let request = try #require(spec.requests.first, "\(spec.title)")
      #expect(!spec.said.isEmpty, "\(spec.title)")
      #expect(Self.fits(request.line, spec.subject, base), "\(spec.title): \(request.line)")
    }
  }

  /// The methods listed by `describe`; Coursio's are not documented.
  @Test("Every method appears in a call", arguments: providers.dropLast())
  func methodsAreCalled(provider: String) throws {
    let calls = Set(Self.specs(of: provider).flatMap(\.text).map { String($0.prefix { $0 != "(" }) })
    let methods = try MethodExampleTests.methods(of: provider)
    #expect(methods.count >= 5)
    for method in methods { #expect(calls.contains(method)) }
  }

  @Test("A Coursepath token is valid for one request: each has its own")
  func tokensAreNew() throws {
    let specs = Self.specs(of: "coursepath").prefix(8)
    let tokens = try specs.flatMap { try ExchangeBench.run($0) }.map { try BearerToken($0["authorization"] ?? "") }
    #expect(tokens.count == 8)
    #expect(Set(tokens.map(\.identifier)).count == tokens.count)
  }

  /// Whether a request line is one of `VERB /path/{id}` below a base path.
  private static func fits(_ line: String, _ shape: Substring, _ base: String) -> Bool {
    func parts(_ text: String) -> [Substring] {
      text.prefix { $0 != "?" }.split(separator: "/", omittingEmptySubsequences: false)
    }
    let verb = shape.prefix { $0 != " " }
    let (sent, expected) = (parts(line), parts("\(verb) \(base)\(shape.dropFirst(verb.count + 1))"))
    return sent.count == expected.count && zip(sent, expected).allSatisfy { $0 == $1 || $1.hasPrefix("{") && $0 != "" }
  }
}
