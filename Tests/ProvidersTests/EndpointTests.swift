import HTTP
import JSON
import Providers
import Query
import Testing

@Suite struct EndpointTests {
  @Test(arguments: endpointSpecs)
  func `A call is sent as its document says`(spec: EndpointSpec) throws {
    let bench = Bench(FakeServer(json: spec.answer))
    try bench.run(spec.call)
    #expect(bench.last == spec.sent)
    let request = try #require(bench.server.requests.last)
    #expect(bench.server.requests.count == 1)
    let type = request.body.contentType ?? request.headers["content-type"]
    #expect(type == spec.contentType)
    #expect(request.headers[spec.authorization.name] == spec.authorization.value)
    #expect(request.headers.fields.filter(\.isSecret).map(\.name) == [spec.authorization.name])
  }

  @Test func `There are 52 endpoints, one of them Coursio's pattern`() {
    let verbsAndPaths = Set(endpointSpecs.map(\.shape))
    #expect(verbsAndPaths.count == 52)
  }

  @Test func `Every method of the catalogue has a spec`() {
    let catalog = Bench().client.catalog
    let written = Set(endpointSpecs.map { String($0.call.prefix { $0 != "(" && $0 != " " }) })
    for provider in catalog.providers where provider != "coursio" {
      for resource in catalog.resources(of: provider) {
        for method in catalog.methods(of: provider, resource: resource) {
          #expect(written.contains(method.qualifiedName))
        }
      }
    }
  }
}
