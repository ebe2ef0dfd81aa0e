import Diagnostics
import Testing

@testable import Providers

/// What an import decides where a description is silent or says more than a manifest can.
@Suite struct ImportGuessTests {
  /// The manifest of a description whose parts are given as YAML in braces.
  private func manifest(
    paths: String = "{/a: {get: {}}}", security: String = "[]", components: String = "{}", name: String = "x"
  ) throws -> String {
    let text = """
      openapi: 3.1.0
      servers: [{url: 'https://a.example'}]
      security: \(security)
      paths: \(paths)
      components: \(components)
      """
    return try OpenAPIImport(SourceText(name: "x.yaml", text: text), name: name).run().manifest
  }

  @Test(arguments: [
    ("{type: apiKey, in: header, name: X-Key}", #"style: "header", header: "X-Key", value: "{api_key}""#),
    ("{type: apiKey, in: query, name: key}", #"style: "query", parameter: "key", value: "{api_key}""#),
    ("{type: apiKey, in: cookie, name: sid}", #"style: "header", header: "Cookie", value: "sid={api_key}""#),
    ("{type: http, scheme: Bearer}", #"style: "header", header: "Authorization", value: "Bearer {token}""#),
    ("{type: http, scheme: basic}", #"style: "basic", username: "{username}", password: "{password}""#),
    ("{type: oauth2, flows: {}}", #"value: "Bearer {token}""#), ("{type: openIdConnect}", #"value: "Bearer {token}""#),
  ])
  func `A way in is one of the manifest's`(scheme: String, authentication: String) throws {
    let text = try manifest(security: "[{s: []}]", components: "{securitySchemes: {s: \(scheme)}}")
    #expect(text.contains(authentication), "\(text)")
  }

  @Test(arguments: [
    "{type: mutualTLS}", "{type: http, scheme: digest}", "{type: apiKey, in: header, name: 'a b'}", "{}",
  ])
  func `A way in that no manifest has is left out`(scheme: String) throws {
    #expect(!(try manifest(components: "{securitySchemes: {s: \(scheme)}}")).contains("authentication"))
  }

  /// Operations as `VERB /path [operationId]`, and the names they get, in order.
  @Test(arguments: [
    (
      ["get /pets", "post /pets", "get /pets/{id}", "patch /pets/{id}", "delete /pets/{id}"],
      "pets.list pets.create pets.get pets.update pets.delete"
    ),
    (
      ["get /api/v1/pets", "get /api/v1/pets/{id}/toys", "post /api/v1/pets/{id}/toys"],
      "pets.list pets.toys pets.create_toy"
    ),
    (["get /quota", "post /pads/{id}/end", "get /members/me"], "quota.get pads.end members.me"),
    (
      ["get /users", "get /users/{id}", "get /users/{id}/repos", "get /repos", "get /repos/{id}"],
      "users.list users.get users.repos repos.list repos.get"
    ),
    (["put /pets/{id}", "patch /pets/{id}"], "pets.replace pets.update"),
    (["delete /pets", "delete /pets/{id}"], "pets.delete_all pets.delete"),
    (
      ["get /a issues/list-for-repo", "get /b issues/get", "get /c coderpad.pads.list", "get /d Pets_GetAll"],
      "issues.list_for_repo issues.get pads.list pets.get_all"
    ),
    (["get /pet-toys/{toyId}/makerNames"], "pet_toys.maker_names"),
    (["get /x/{a}/y", "get /z/{a}/x/{b}/y"], "x.y x_y.get"),
    (["get /request"], "requests.get"), (["get /"], "root.get"), (["get /{id}"], "root.get"),
    (["get /2fa", "get /if/{id}"], "_2fa.get if.get"),
  ])
  func `Names are the house's`(operations: [String], names: String) throws {
    var paths: [(String, String)] = []
    for words in operations.map({ $0.split(separator: " ").map(String.init) }) {
      let operation = "\(words[0]): {\(words.count > 2 ? "operationId: \(words[2])" : "")}"
      if let index = paths.firstIndex(where: { $0.0 == words[1] }) {
        paths[index].1 += ", " + operation
      } else {
        paths.append((words[1], operation))
      }
    }
    let all = paths.map { "'\($0.0)': {\($0.1)}" }.joined(separator: ", ")
    let source = SourceText(name: "x.yaml", text: "openapi: 3.0.0\npaths: {\(all)}\n")
    let read = OperationReader(description: try OpenAPIDescription(source)).operations()
    let given = MethodNames(read) { _ in false }.names().map { "\($0.resource).\($0.name)" }
    #expect(given.joined(separator: " ") == names)
  }
}
