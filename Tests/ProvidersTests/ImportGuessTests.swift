import Diagnostics
import Testing

@testable import Providers

/// The decisions of an import where a description is silent or too expressive for a manifest.
@Suite struct ImportGuessTests {
  /// The manifest of a description whose parts are given as YAML in braces.
  func manifest(
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
    (
      "{type: apiKey, in: header, name: Authorization, description: 'Send `Bot <token>`.'}", #"value: "Bot {api_key}""#
    ),
    ("{type: http, scheme: Bearer}", #"style: "header", header: "Authorization", value: "Bearer {token}""#),
    ("{type: http, scheme: basic}", #"style: "basic", username: "{username}", password: "{password}""#),
    ("{type: oauth2, flows: {}}", #"value: "Bearer {token}""#), ("{type: openIdConnect}", #"value: "Bearer {token}""#),
  ])
  func `A security scheme becomes the manifest's authentication`(scheme: String, authentication: String) throws {
    let text = try manifest(security: "[{s: []}]", components: "{securitySchemes: {s: \(scheme)}}")
    #expect(text.contains(authentication), "\(text)")
  }

  @Test(arguments: [
    "{type: mutualTLS}", "{type: http, scheme: digest}", "{type: apiKey, in: header, name: 'a b'}", "{}",
  ])
  func `An unsupported security scheme is omitted`(scheme: String) throws {
    #expect(!(try manifest(components: "{securitySchemes: {s: \(scheme)}}")).contains("authentication"))
  }

  @Test(arguments: [
    ("Account SID as the user name, Auth Token as password", true), ("The id and the secret of the client", true),
    ("Your API key is the user name", false), ("The API key, and an empty password", false),
  ])
  func `A password that the description mentions is required`(words: String, isNeeded: Bool) throws {
    let scheme = "{type: http, scheme: basic, description: '\(words)'}"
    let text = try manifest(security: "[{s: []}]", components: "{securitySchemes: {s: \(scheme)}}")
    #expect(text.contains("optional: true") != isNeeded, "\(text)")
  }

  @Test func `A member shared by variants accepts the values of each`() throws {
    let a =
      "{required: [kind, size, a], properties: {kind: {type: string, enum: [a, b]}, size: {type: integer}, a: {type: string}}}"
    let b = "{required: [kind, size], properties: {kind: {type: string, enum: [b, c]}, size: {type: string}}}"
    let body = "{required: true, content: {application/json: {schema: {oneOf: [\(a), \(b)]}}}}"
    let text = try manifest(paths: "{/a: {post: {requestBody: \(body)}}}")
    #expect(text.contains(#"choices: ["a", "b", "c"]"#), "\(text)")
    let size = text.firstMatch(of: /size: \{[^}]*\}/)?.0 ?? ""
    #expect(!size.contains("integer") && size.contains("required: true"), "\(text)")
    #expect(text.contains(#" a: {in: "body", type: "string"}"#), "\(text)")
  }

  /// Operations as `VERB /path [operationId]: summary`, and their classes.
  @Test(arguments: [
    ("get /users/{id}/ban", "read"), ("delete /pets/{id}", "destructive"), ("post /pets", "write"),
    ("post /users/{id}/suspend", "destructive"), ("post /users/{id}/deactivate", "destructive"),
    ("post /requests/{id}/reject", "destructive"), ("post /links/{id}/expire", "destructive"),
    ("put /guilds/{id}/bans/{user}: Ban a member.", "destructive"), ("post /guilds/{id}/prune", "destructive"),
    ("put /issues/{id}/lock", "destructive"), ("post /chats/{id}/archive", "destructive"),
    ("put /pulls/{id}/merge", "destructive"), ("post /accounts/{id}/transfer", "destructive"),
    ("post /charges/{id}/refund", "destructive"), ("post /charges/{id}/refunds", "destructive"),
    ("post /charges/{id}/capture", "destructive"), ("post /invoices/{id}/pay", "destructive"),
    ("post /droplets/{id}/detach", "destructive"), ("post /streams/{id}/stop", "destructive"),
    ("put /reviews/{id}/dismissals: Dismisses a review.", "destructive"), ("post /offers/{id}/withdraw", "destructive"),
    ("post /tickets/{id}/close", "destructive"), ("post /users/{id}/block", "destructive"),
    ("post /jobs/{id}:cancel", "destructive"), ("post /users/bulk_delete", "destructive"),
    ("post /Messages.json: Send a message from your account", "outward"), ("post /Calls.json", "outward"),
    ("post /Verifications: This endpoint sends a code.", "outward"), ("post /chats/{id}/messages", "outward"),
    ("post /invites", "outward"), ("post /users/{id}/notify", "outward"),
    // These only look like destructive verbs.
    ("post /x actions/create-remove-token-for-repo", "write"), ("post /email_aliases: Create an alias", "write"),
    ("post /banners", "write"), ("put /blocks/{id}: Update a block", "write"), ("post /clearances", "write"),
    ("post /sharedRooms: Create a room", "write"), ("post /x email_alias_create", "write"),
    ("put /guilds/{id}/bans/{user} ban_user_from_guild", "destructive"), ("post /x charges.update", "write"),
    ("post /conversations/{id}/reply", "outward"),
    // A word anywhere in a name counts, and the worst of all.
    ("post /core_user_delete_users core_user_delete_users", "destructive"),
    ("post /core_message_get_messages core_message_get_messages", "write"),
    ("post /rest core_message_send_instant_messages", "outward"), ("post /lists/{id}/clear_list", "destructive"),
    ("post /a PostAccountsAccountReject", "destructive"), ("post /charges/{id} PostChargesCharge", "write"),
    ("post /invoices/{id} createAndSendInvoice", "outward"),
    ("post /users: Creates a user and sends an e-mail.", "outward"),
    ("put /labels: Add or remove labels", "destructive"), ("patch /a: Update; cancel; or reopen it", "destructive"),
    ("patch /a: Partially update/cancel an invoice", "destructive"),
    ("post /messages: Delete a message", "destructive"),
    ("post /revoke/{token}", "destructive"), ("post /users/delete/batch", "destructive"),
    ("post /members/{id}/expel", "destructive"), ("post /keys/{id}/rotate", "destructive"),
    ("post /accounts/{id}/payout", "destructive"), ("post /payouts", "destructive"),
    ("post /sessions/{id}/terminate", "destructive"), ("post /cache/purge", "destructive"),
    ("post /users/{id}/disable", "destructive"), ("post /users/{id}/reset", "destructive"),
    ("post /posts/{id}/publish", "outward"), ("post /chat.postMessage", "outward"),
    ("post /admin.users.session.reset", "destructive"), ("put /keys/{id} createOrUpdateKey: Create or update", "write"),
    // A GET that does something.
    ("get /auth.revoke auth_revoke: Revokes a token.", "destructive"), ("get /users/{id}/terminate", "destructive"),
    ("get /jobs sendReport", "outward"), ("get /refunds", "read"), ("get /orders/cancelled", "read"),
    ("get /cancel-reasons", "read"), ("get /invites", "read"), ("get /users/{id}/delete: Shows the form.", "read"),
    ("get /messages listSentMessages", "read"),
  ])
  func `A class comes from the verbs in names and summaries`(operation: String, risk: String) throws {
    let halves = operation.split(separator: ": ", maxSplits: 1).map(String.init)
    let words = halves[0].split(separator: " ").map(String.init)
    let identifier = words.count > 2 ? "operationId: \(words[2]), " : ""
    let summary = halves.count > 1 ? "summary: '\(halves[1])'" : ""
    let text = try manifest(paths: "{'\(words[1])': {\(words[0]): {\(identifier)\(summary)}}}")
    #expect(text.contains("risk: \"\(risk)\""), "\(text)")
  }

  @Test(arguments: [
    ("## OAuth Authentication\n\nIn order to call this, log in. More.", "In order to call this, log in."),
    ("# Title", "Title"), ("For more information, see the guide. Gets a pet.", "Gets a pet."),
    ("[For more information](https://a.example)", ""), ("Gets a pet. For more information, see there.", "Gets a pet."),
    ("Uses C# and #1. Then more.", "Uses C# and #1."), ("Send <b>Token</b> <token>.", "Send Token <token>."),
  ])
  func `A summary is the first meaningful sentence`(text: String, sentence: String) {
    #expect(Prose.sentence(text) == sentence)
  }

  /// Operations as `VERB /path [operationId]`, and the names derived from them, in order.
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
    // A word names the resource of only one collection.
    (
      [
        "post /boxes/{b}/files", "get /boxes/{b}/files", "get /boxes/{b}/files/{f}", "get /files", "delete /files/{id}",
        "get /boxes/{b}/files/{f}/content",
      ],
      "box_files.list box_files.create box_files.get files.list files.delete box_files.content"
    ),
    (
      ["post /completions", "get /chat/completions/{id}", "post /chat/completions"],
      "completions.create chat_completions.get chat_completions.create"
    ),
    // A format is not a word, and a verb after a colon is one.
    (
      ["get /Accounts/{Sid}.json", "get /Accounts/{Sid}/Messages.json", "get /Accounts/{Sid}/Messages/{Sid2}.json"],
      "accounts.get messages.list messages.get"
    ),
    (["get /2020-04-01/pets", "get /2021.1/toys/{id}"], "pets.list toys.get"),
    (["post /jobs/{id}:cancel", "post /jobs:purge", "get /jobs/{id}"], "jobs.cancel jobs.purge jobs.get"),
  ])
  func `Names follow edush's conventions`(operations: [String], names: String) throws {
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
