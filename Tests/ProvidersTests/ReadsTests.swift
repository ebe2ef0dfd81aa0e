import HTTP
import JSON
import Query
import Testing

@testable import Providers

/// The method that reads the object of a write, as its manifest names it.
@Suite struct ReadsTests {
  private static let manifest = #"""
    {base: "https://a.example", body: "json", resources: {pets: {id: ".id", methods: {
      get: {verb: "GET", path: "/pets/{id}", risk: "read", parameters: {id: {in: "path"}}},
      rename: {verb: "PUT", path: "/pets/{pet}/name", parameters: {pet: {in: "path"}, name: {}},
        reads: {method: "pets.get", arguments: {id: ".arguments.pet"}}},
      feed: {verb: "PUT", path: "/pets/{id}", parameters: {id: {in: "path"}, food: {}}, reads: null}
    }}}}
    """#

  private func bench(_ answers: String...) -> Bench {
    Bench(
      FakeServer(answers.map { .json($0) }), manifests: [("x", Self.manifest)], planner: CallPlanner(show: { _ in }))
  }

  @Test func `A plan reads the object as the manifest specifies, and shows the planned state there`() throws {
    let bench = bench(#"{"id":1,"name":"Rex","age":3}"#)
    let renamed: Value = ["id": 1, "name": "Max", "age": 3]
    #expect(try bench.run(#"x.pets.rename(1, name: "Max")"#) == [renamed])
    #expect(bench.server.requests.map(\.url) == ["https://a.example/pets/1"])
    #expect(try bench.run("x.pets.get(1)") == [renamed])
    #expect(bench.server.requests.count == 1)
  }

  @Test func `Nothing is read if the manifest specifies nothing`() throws {
    let bench = bench()
    #expect(try bench.run(#"x.pets.feed(1, food: "hay")"#) == [.null])
    #expect(bench.server.requests.isEmpty)
  }
}
