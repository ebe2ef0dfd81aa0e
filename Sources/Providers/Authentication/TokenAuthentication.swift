import HTTP

/// A JSON Web Token in a header: a ready one, else one signed with the key for each try.
struct TokenAuthentication: Sendable {
  var header: String
  var value: String
  /// The credential that holds a ready token.
  var token: String
  /// The credential that signs.
  var key: String
  /// Claims, with credentials in braces.
  var claims: [(name: String, value: String)]

  /// The names of the credentials a signed token needs.
  var credentials: [String] { [key] + claims.flatMap { Template.names($0.value) } }

  func authorize(_ request: inout Request, token: String) {
    request.headers.setSecret(header, Secret(Template.fill(value) { _ in token }))
  }
}
