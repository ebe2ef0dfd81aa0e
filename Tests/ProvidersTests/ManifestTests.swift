import Diagnostics
import HTTP
import Query
import Synchronization
import Testing

@testable import Providers

@Suite struct ManifestTests {
  @Test func `The embedded manifests are valid, including every filter`() {
    let client = Bench().client
    #expect(client.catalog.providers == ["codementor", "coderpad", "coursepath", "coursio", "tutrex"])
    for provider in client.catalog.providers { #expect(client.findings(in: provider).map(\.message) == []) }
  }

  @Test func `Table columns are documented members, if the provider documents any`() throws {
    let library = ManifestLibrary(embeddedManifests.map { ManifestSource(name: $0.name, text: $0.text) })
    var checked = 0
    for provider in embeddedManifests.map(\.name) {
      for resource in try library.need(provider).resources {
        let shapes = resource.endpoints.compactMap(\.answer.item)
        let documented = Set(shapes.flatMap(\.fields).map(\.name))
        guard !documented.isEmpty else { continue }
        for column in resource.shownColumns {
          let member = column.split(separator: ".").first.map(String.init) ?? ""
          #expect(documented.contains(member), "\(provider).\(resource.name): \(column)")
          checked += 1
        }
      }
    }
    #expect(checked > 20)
  }

  @Test func `Every list names the columns that come first`() throws {
    let library = ManifestLibrary(embeddedManifests.map { ManifestSource(name: $0.name, text: $0.text) })
    for provider in embeddedManifests.map(\.name) {
      let manifest = try library.need(provider)
      // The members of such a provider's resources are undocumented.
      guard manifest.open == nil else { continue }
      for endpoint in manifest.resources.flatMap(\.endpoints) where endpoint.isList {
        let resource =
          manifest.itemKind(of: endpoint).flatMap(manifest.resource(ofKind:)) ?? manifest.resource(endpoint.resource)
        #expect(resource?.shownColumns.isEmpty == false, "\(provider).\(endpoint.qualifiedName)")
      }
    }
  }

  private func findings(_ text: String, _ provider: String) -> [Diagnostic] {
    ProviderClient.findings(inManifest: SourceText(name: "\(provider).jq", text: text), of: provider)
  }

  @Test(arguments: [
    ("{base: 1}", "`base` of x must be a string, not number"), ("{}", "`base` of x is missing"),
    ("[1]", "a manifest is one object"),
    ("{base: \"https://a\", titel: \"x\"}", "`titel` of x is not a known member here"),
    (
      "{base: \"https://a\", resources: {r: {methods: {m: {verb: \"GET\", path: \"/{id}\"}}}}}",
      "`resources.r.methods.m.path` of x names `id`, which is not one of its parameters"
    ),
    (
      "{base: \"https://a\", body: \"json\", resources: {r: {methods: {m: {verb: \"GET\", path: \"/\", parameters: {a: {type: \"text\"}}}}}}}",
      "`resources.r.methods.m.parameters.a.type` of x cannot be `text`"
    ), ("{base: \"https://a\", payload: \".[\", resources: {r: {methods: {m: {verb: \"GET\", path: \"/\"}}}}}", ""),
    ("{base: error(\"no\")}", "no"),
    ("{base: \"https://a\", rate: {requests: 1e15, seconds: 1e300}}", "`rate` of x needs"),
    ("{base: \"https://a\", rate: {requests: 10, seconds: 1e300}}", "`rate` of x needs"),
    (
      "{base: \"https://a\", resources: {r: {methods: {m: {verb: \"get\", path: \"/\"}}}}}",
      "`resources.r.methods.m.verb` of x must be an HTTP method in capitals"
    ),
    (
      "{base: \"https://a\", body: \"json\", resources: {r: {methods: {m: {verb: \"GET\", path: \"/\", parameters: {a: {pattern: \"(\"}}}}}}}",
      "`resources.r.methods.m.parameters.a.pattern` of x is not a valid regular expression"
    ),
  ])
  func `An invalid manifest reports its errors`(text: String, message: String) {
    let findings = findings(text, "x")
    #expect(findings.first?.message.hasPrefix(message) == true)
    #expect(findings.first?.source != nil)
  }

  @Test func `A manifest change is checked together with the manifest it changes`() {
    #expect(findings("{body: \"json\"}", "coursepath").isEmpty)
    #expect(!findings("{body: \"jsn\"}", "coursepath").isEmpty)
  }

  @Test func `An invalid user manifest affects only its provider`() throws {
    let bench = Bench(manifests: [("coderpad", "{title: 1}"), ("mine", "{")])
    #expect(bench.client.catalog.resources(of: "coderpad") == [])
    #expect(bench.client.catalog.resources(of: "tutrex") == ["lessons"])
    #expect(bench.failure("coderpad", "quota", "get")?.message == "`title` of coderpad must be a string, not number")
  }

  @Test func `A manifest is parsed once, when its provider is first used`() throws {
    let reads = Mutex(0)
    let library = ManifestLibrary([
      ManifestSource(name: "mine") {
        reads.withLock { $0 += 1 }
        return Array(#"{title: "Mine", base: "https://mine.example", resources: {}}"#.utf8)
      }, ManifestSource(name: "unreadable") { nil },
    ])
    #expect(library.names == ["mine", "unreadable"])
    #expect(reads.withLock { $0 } == 0 && library.used == [])
    for _ in 0..<3 { #expect(try library.manifest("mine")?.title == "Mine") }
    #expect(reads.withLock { $0 } == 1 && library.used == ["mine"])
    #expect(library.findings("unreadable").map(\.message) == ["the manifest unreadable.jq cannot be read"])
  }

  @Test func `Every method has an example that could be sent`() throws {
    for provider in Bench().client.catalog.providers {
      let description = try Bench().client.description(of: provider)
      for method in description.resources.flatMap(\.methods) {
        let bench = Bench(FakeServer(json: #"{"data":[],"has_more":false}"#))
        try bench.run(method.example)
        #expect(bench.server.requests.count == 1)
      }
    }
  }

  @Test func `A method is described with its request, its risk and an example`() throws {
    let pads = try #require(try Bench().client.description(of: "coderpad").resources.first { $0.name == "pads" })
    let methods = Dictionary(uniqueKeysWithValues: pads.methods.map { ($0.signature.name, $0) })
    #expect(methods["get"]?.request == "GET /api/pads/{id}")
    #expect(methods["get"]?.example == "coderpad.pads.get(\"DM32JWG2\")")
    #expect(
      methods["update"]?.raises.first == "destructive with `ended: true`: it ends the interview, there is no re-open")
  }

  @Test(arguments: [
    ("mail[subject]", ["mail", "subject"]), ("a[b][c]", ["a", "b", "c"]), ("plain", ["plain"]), ("[x]", ["[x]"]),
    ("a[b", ["a[b"]), ("a[b]c", ["a[b]c"]), ("a[[b]]", ["a[[b]]"]),
  ])
  func `Names with brackets become nested keys`(name: String, keys: [String]) {
    #expect(BracketName.keys(name) == keys)
  }
}
