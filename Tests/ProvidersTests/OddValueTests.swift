import HTTP
import JSON
import Providers
import Query
import Testing

/// Unlikely values that a server may still send.
private let odd: [Value] = [
  nil, true, 0, -1, 1.5, 1e308, "", "..", "\u{0}\n", "💥", [], [[]], ["a", nil], [:], ["a": ["b": nil]],
  ["data": "x", "body": 1, "pads": [:], "status": [], "isError": "x"], ["data": [1, [], nil], "has_more": true],
  ["body": [nil, ["startTime": []]], "next_page": "?"], ["teacherUrl": "?token=", "drawing": "x"],
]

@Suite struct OddValueTests {
  @Test func `Odd arguments are either refused or sent`() throws {
    let bench = Bench()
    for method in methods(bench) {
      for parameter in method.parameters.map(\.name) + [""] {
        for value in odd {
          let name = parameter.isEmpty ? nil : parameter
          let failure = bench.failure(method.provider, method.resource, method.name, [(name, value)])
          #expect(failure == nil || failure?.message.isEmpty == false)
        }
      }
    }
  }

  @Test func `Odd responses are values or failures`() throws {
    for (place, answer) in odd.enumerated() {
      for text in [answer.json(), answer.json() + "]", "<" + answer.json()] {
        for status in [200, 302, 404, 500, 999] {
          let provider = ["codementor", "coderpad", "coursepath", "coursio", "tutrex"][place % 5]
          let answers = (0..<8).map { _ in Response.json(text, status: status) }
          let bench = Bench(FakeServer(answers))
          let list = [
            "codementor": "sessions.list", "coderpad": "pads.list", "coursepath": "groups.list", "coursio": "a.list",
            "tutrex": "lessons.list",
          ]
          let call = "\(provider).\(list[provider] ?? "")"
          let outputs = try bench.run("[limit(50; try each(\(call)) catch .message)], (try \(call) catch .message)")
          #expect(outputs.count == 2)
        }
      }
    }
  }

  private func methods(_ bench: Bench) -> [MethodSignature] {
    let catalog = bench.client.catalog
    return catalog.providers.flatMap { provider in
      catalog.resources(of: provider).flatMap { catalog.methods(of: provider, resource: $0) }
        + [catalog.method(of: provider, resource: nil, name: "request")].compactMap(\.self)
    }
  }
}
