import Diagnostics
import Query
import Testing

@testable import Providers

/// The kinds of ids in calls and responses.
@Suite struct KindTests {
  private func manifest(_ provider: String, _ text: String? = nil) throws -> Manifest {
    let texts = embeddedManifests + (text.map { [(name: provider, text: $0)] } ?? [])
    return try ManifestLibrary(texts.map { ManifestSource(name: $0.name, text: $0.text) }).need(provider)
  }

  @Test(
    arguments: [
      ("coursepath", "courses.list", "course"), ("coursepath", "courses.members", "member"),
      ("coursepath", "courses.create_member", "member"), ("coursepath", "courses.invite", nil),
      ("coursepath", "members.me", "member"), ("coursepath", "members.courses", "course"),
      ("coursepath", "members.groups", "group"), ("coursepath", "members.add_to_group", nil),
      ("coursepath", "groups.members", "member"), ("coursepath", "enrollments.get", nil),
      ("coursepath", "programs.create_member", "member"), ("codementor", "sessions.list", "session"),
      ("codementor", "scheduled_sessions.confirm", nil), ("coderpad", "organization.pads", "pad"),
      ("coderpad", "pads.update", "pad"), ("tutrex", "lessons.create", "lesson"),
    ] as [(String, String, String?)])
  func `Objects in each response have the right kind`(provider: String, method: String, kind: String?) throws {
    let manifest = try manifest(provider)
    let endpoint = try #require(manifest.resources.flatMap(\.endpoints).first { $0.qualifiedName == method })
    #expect(manifest.itemKind(of: endpoint) == kind)
  }

  @Test func `Every id in a path of the built-in manifests has a kind`() throws {
    for provider in embeddedManifests.map(\.name) {
      let manifest = try manifest(provider)
      for endpoint in manifest.resources.flatMap(\.endpoints) {
        for parameter in endpoint.parameters where parameter.place == .path {
          #expect(manifest.kind(of: parameter, in: endpoint) != nil, "\(provider).\(endpoint.qualifiedName)")
        }
      }
    }
  }

  @Test func `A kind is guessed only where it cannot be wrong`() throws {
    let manifest = try manifest(
      "zoo",
      """
      def id: {in: "path", type: "id"};
      def get(path; more): {verb: "GET", path: path, parameters: ({id: id} + more)};
      {base: "https://zoo.example", resources: {
        pets: {id: ".id", methods: {get: get("/pets/{id}"; {}), toys: get("/pets/{id}/toys"; {})}},
        toys: {id: ".id", methods: {of: (get("/pets/{id}/toys"; {id: (id + {kind: "pets"})}) | .list = true), none: (get("/toys/{id}"; {}) | .kind = null)}}
      }}
      """)
    func kinds(_ name: String) throws -> [String?] {
      let endpoint = try #require(manifest.resources.flatMap(\.endpoints).first { $0.qualifiedName == name })
      return [manifest.kind(of: endpoint.parameters[0], in: endpoint), manifest.itemKind(of: endpoint)]
    }
    #expect(try kinds("pets.get") == ["pets", "pets"])
    #expect(try kinds("pets.toys") == [nil, nil])
    #expect(try kinds("toys.of") == ["pets", "toys"])
    #expect(try kinds("toys.none") == ["toys", nil])
  }

  @Test(arguments: ["kind: \"pett\"", "parameters: {id: {in: \"query\", kind: \"pett\"}}"])
  func `A kind without a resource is an error`(member: String) {
    let text =
      "{base: \"https://a.example\", resources: {pets: {kind: \"pet\", id: \".id\", methods: {list: {verb: \"GET\", path: \"/pets\", \(member)}}}}}"
    let findings = ProviderClient.findings(inManifest: SourceText(name: "x.jq", text: text), of: "x")
    #expect(findings.map(\.message).contains { $0.hasSuffix("names `pett`, which is not the kind of a resource") })
    #expect(findings.first?.hint == "did you mean `pet`?")
  }
}

/// Completion uses kinds.
@Suite struct SeenItemsTests {
  private func items(_ bench: Bench, _ method: String, _ parameter: String) throws -> [String] {
    let parts = method.split(separator: ".").map(String.init)
    let signature = try #require(bench.client.catalog.method(of: parts[0], resource: parts[1], name: parts[2]))
    guard let kind = bench.client.idKind(of: parameter, in: signature) else { return [] }
    return bench.client.knownIDs.items(Account(parts[0]), ofKind: kind).map { "\($0.id) \($0.label)" }
  }

  @Test func `Members of a course are not courses`() throws {
    let bench = Bench(FakeServer(json: #"[{"id": 2, "name": "Emma Jansen", "email": "emma@example.com"}]"#))
    try bench.run("coursepath.courses.members(7)")
    #expect(try items(bench, "coursepath.courses.get", "courseId") == [])
    #expect(try items(bench, "coursepath.members.get", "memberId") == ["2 Emma Jansen"])
    #expect(try items(bench, "coursepath.enrollments.delete", "memberId") == ["2 Emma Jansen"])
    #expect(try items(bench, "coursepath.enrollments.delete", "courseId") == [])
  }
}
