import Diagnostics
import Foundation
import Glibc
import HTTP
import JSON
import Query
import Testing

@testable import Providers

/// Manifest styles that none of the five providers uses.
@Suite struct ManifestStyleTests {
  private func bench(_ members: String, _ method: String, _ answers: FakeServer = FakeServer()) -> Bench {
    let text =
      "{base: \"https://a.example\", credentials: {key: {}, word: {optional: true}}, \(members), resources: {pets: {methods: {\(method)}}}}"
    return Bench(
      answers, environment: ["EDUSH_X_KEY": "the-key", "EDUSH_X_WORD": "the-word"], manifests: [("x", text)])
  }

  @Test(arguments: [
    ("brackets", "tag%5B%5D=a&tag%5B%5D=b"), ("repeated", "tag=a&tag=b"), ("commas", "tag=a%2Cb"),
  ])
  func `Several values are encoded as the parameter specifies`(style: String, query: String) throws {
    let bench = bench(
      "body: \"json\"",
      "list: {verb: \"GET\", path: \"/pets\", parameters: {tag: {in: \"query\", arrays: \"\(style)\"}}}")
    try bench.run("x.pets.list(tag: [\"a\", \"b\"])")
    #expect(bench.server.requests.first?.url == "https://a.example/pets?\(query)")
  }

  @Test func `A parameter is sent in a header, a body as its method specifies, and a path may end in a slash`() throws {
    let bench = bench(
      "body: \"json\"",
      "add: {verb: \"POST\", path: \"/pets/\", body: \"form\", parameters: {\"X-Trace\": {in: \"header\"}, name: {}}}")
    try bench.run("x.pets.add(\"X-Trace\": 7, name: \"A b\")")
    let request = try #require(bench.server.requests.first)
    #expect(bench.last == "POST https://a.example/pets/ name=A+b")
    #expect(request.headers["X-Trace"] == "7")
  }

  @Test func `A key is sent in the query, and is hidden`() throws {
    let bench = bench(
      "authentication: {style: \"query\", parameter: \"key\", value: \"{key}\"}",
      "list: {verb: \"GET\", path: \"/pets\"}")
    try bench.run("x.pets.list")
    #expect(bench.server.requests.first?.url == "https://a.example/pets?key=the-key")
    #expect(bench.log.last?.request.url.contains("the-key") == false)
  }

  @Test func `A user name and a password are sent as Base64`() throws {
    let bench = bench(
      "authentication: {style: \"basic\", username: \"{key}\", password: \"{word}\"}",
      "list: {verb: \"GET\", path: \"/pets\"}")
    try bench.run("x.pets.list")
    #expect(bench.server.requests.first?.headers["Authorization"] == "Basic dGhlLWtleTp0aGUtd29yZA==")
  }

  @Test(arguments: [
    ("size: 2", "", ["[1,2]", "[3]"], ["/pets", "/pets?page=2"]),
    ("size: 2, limit: \"n\"", "(n: 1)", ["[1]", "[2]", "[]"], ["/pets?n=1", "/pets?n=1&page=2", "/pets?n=1&page=3"]),
    ("first: 0", "", ["[1]", "[2]", "[]"], ["/pets", "/pets?page=1", "/pets?page=2"]),
    ("size: 1", "(page: 7)", ["[1]", "[]"], ["/pets?page=7", "/pets?page=8"]),
  ])
  func `Pages have numbers`(members: String, arguments: String, answers: [String], asked: [String]) throws {
    let bench = bench(
      "body: \"json\"",
      "list: {verb: \"GET\", path: \"/pets\", list: true, parameters: {page: {in: \"query\"}, n: {in: \"query\"}}, pagination: {style: \"page\", page: \"page\", \(members)}}",
      FakeServer(answers.map { .json($0) }))
    try bench.run("each(x.pets.list\(arguments))")
    #expect(bench.server.requests.map { $0.url.dropFirst("https://a.example".count) } == asked.map { $0[...] })
  }

  @Test func `A repeated page ends the iteration`() {
    let bench = bench(
      "body: \"json\"",
      "list: {verb: \"GET\", path: \"/pets\", list: true, parameters: {page: {in: \"query\"}}, pagination: {style: \"page\", page: \"page\"}}",
      FakeServer(json: "[1]", "[1]"))
    #expect(throws: (any Error).self) { try bench.run("each(x.pets.list)") }
    #expect(bench.server.requests.count == 2)
  }

  @Test func `An endless filter ends with its call`() throws {
    let bench = bench(
      "body: \"json\"",
      "get: {verb: \"GET\", path: \"/pets\", risk: \"read\", parameters: {}, payload: \"last(repeat(1))\"}",
      FakeServer(json: "{}"))
    let cancellation = Cancellation()
    let server = bench.server
    Foundation.Thread.detachNewThread {
      while server.requests.isEmpty { usleep(1000) }
      cancellation.cancel()
    }
    let call = Call(
      Account("x"), resource: "pets", method: "get", arguments: [],
      source: .init(name: "test", text: "x.pets.get"), range: .init(0, 10))
    do throws(Failure) {
      _ = try bench.client.caller(cancellation: cancellation).call(call)
      Issue.record("it ended")
    } catch {
      #expect(error.isInterruption, "\(error)")
    }
  }
}
