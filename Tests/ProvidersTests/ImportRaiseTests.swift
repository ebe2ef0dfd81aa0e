import Diagnostics
import Testing

@testable import Providers

extension ImportGuessTests {
  /// A parameter of a POST, and the values that raise its class.
  @Test(arguments: [
    (
      "event: {type: string, enum: [claim, offer, delete, undelete]}", #"event", equals: "delete", risk: "destructive""#
    ),
    ("action: {type: string, enum: [approve, cancel, deny]}", #"action", equals: "deny", risk: "destructive""#),
    ("status: {type: string, enum: [active, suspended]}", #"status", equals: "suspended", risk: "destructive""#),
    ("notify: {type: boolean}", #"notify", equals: true, risk: "outward""#),
    ("should_send_email: {type: boolean}", #"should_send_email", equals: true, risk: "outward""#),
    ("deleted: {type: boolean}", #"deleted", equals: true, risk: "destructive""#),
  ])
  func `A value that says what is done raises the class`(parameter: String, raise: String) throws {
    let body = "{content: {application/json: {schema: {type: object, properties: {\(parameter)}}}}}"
    let text = try manifest(paths: "{/things: {put: {requestBody: \(body)}}}")
    #expect(text.contains(#"{parameter: ""# + raise), "\(text)")
  }

  @Test(arguments: [
    "channel: {type: string, enum: [email, sms]}", "type: {type: string, enum: [deleted, created]}",
    "disable_preview: {type: boolean}", "allow_delete: {type: boolean}", "events: {type: string, enum: [pad.deleted]}",
    "state: {type: string, enum: [open, done]}", "note: {type: string}",
  ])
  func `A value that only names something raises nothing`(parameter: String) throws {
    let body = "{content: {application/json: {schema: {type: object, properties: {\(parameter)}}}}}"
    #expect(!(try manifest(paths: "{/things: {post: {requestBody: \(body)}}}")).contains("raises"))
  }

  @Test func `A switch that is on by default makes the class that of the method`() throws {
    let parameters = "[{name: sendInvites, in: query, schema: {type: boolean, default: true}}]"
    let text = try manifest(paths: "{/things: {post: {parameters: \(parameters)}}}")
    #expect(text.contains(#"risk: "outward""#) && !text.contains("raises"), "\(text)")
  }

  // MARK: Security

  private static let schemes =
    "{securitySchemes: {oauth: {type: oauth2, flows: {}}, key: {type: apiKey, in: query, name: key}}}"

  /// The security of four operations, and the style of the manifest.
  @Test(arguments: [
    (["[{oauth: []}, {key: []}]"], "query"), (["[{oauth: []}]", "[{oauth: []}, {key: []}]"], "query"),
    (["[{oauth: []}]", "[{oauth: []}]", "[{oauth: []}]", "[{key: []}]"], "header"), (["[{oauth: []}]"], "header"),
  ])
  func `A key that can be typed in goes before an access token`(security: [String], style: String) throws {
    let paths = security.enumerated().map { "/a\($0): {get: {security: \($1)}}" }.joined(separator: ", ")
    let text = try manifest(paths: "{\(paths)}", components: Self.schemes)
    #expect(text.contains("authentication: {style: \"\(style)\""), "\(text)")
  }

  @Test(arguments: [
    ("[{}, {key: []}]", true), ("[{key: []}, {}]", true), ("[{key: []}]", false), ("[]", false),
  ])
  func `An empty alternative makes the credential optional`(security: String, isOptional: Bool) throws {
    let text = try manifest(security: security, components: Self.schemes)
    #expect(text.contains("optional: true") == isOptional, "\(text)")
    let mixed = try manifest(
      paths: "{/a: {get: {}}, /b: {get: {security: [{key: []}]}}}", security: security, components: Self.schemes)
    #expect(!mixed.contains("optional: true"), "\(mixed)")
  }

  @Test func `A scheme that is not supported is named, with how many need it`() throws {
    let text = """
      openapi: 3.1.0
      servers: [{url: 'https://a.example'}]
      security: [{d: []}]
      paths: {/a: {get: {}}, /b: {get: {security: []}}}
      components: {securitySchemes: {d: {type: http, scheme: digest}, n: {type: http, scheme: negotiate}}}
      """
    let notes = try OpenAPIImport(SourceText(name: "x.yaml", text: text), name: "x").run().notes.map(\.message)
    #expect(notes.contains("the security scheme `d` (http digest) is not supported; 1 operation needs it"))
    #expect(notes.contains("the security scheme `n` (http negotiate) is not supported"))
  }
}
