import HTTP

/// A header whose value is a template: `Token token="{api_key}"`.
struct HeaderAuthentication: Sendable {
  var header: String
  var value: String

  /// The names of the credentials in it.
  var credentials: [String] { Template.names(value) }

  func authorize(_ request: inout Request, with credentials: (String) throws -> String) rethrows {
    request.headers.setSecret(header, Secret(try Template.fill(value, credentials)))
  }
}
