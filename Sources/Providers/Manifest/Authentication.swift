/// The authentication style of a provider.
enum Authentication: Sendable {
  case none
  /// A header with a template of credentials.
  case header(HeaderAuthentication)
  /// A query parameter with a template of credentials.
  case query(QueryAuthentication)
  /// A user name and password in a header.
  case basic(BasicAuthentication)
  /// Several headers and query parameters together.
  case several([FieldAuthentication])
  /// A JSON Web Token, signed for each request or given by the user.
  case jwt(TokenAuthentication)
  /// A session, opened by a login call or given by the user.
  case session(SessionAuthentication)
}

/// A header with a template: `Token token="{api_key}"`.
struct HeaderAuthentication: Sendable {
  var header: String
  var value: String

  /// The names of the credentials in the template.
  var credentials: [String] { Template.names(value) }
}

/// A query parameter with a template of credentials.
struct QueryAuthentication: Sendable {
  var parameter: String
  var value: String

  /// The names of the credentials in the template.
  var credentials: [String] { Template.names(value) }
}

/// HTTP Basic authentication with templates for user name and password (RFC 7617).
struct BasicAuthentication: Sendable {
  static let header = "Authorization"

  var username: String
  var password: String

  /// The names of the credentials in the templates.
  var credentials: [String] { Template.names(username) + Template.names(password) }
}

/// A header or query parameter that contains credentials.
enum FieldAuthentication: Sendable {
  case header(HeaderAuthentication)
  case query(QueryAuthentication)
  case basic(BasicAuthentication)

  /// The names of the credentials in the templates.
  var credentials: [String] {
    switch self {
    case .header(let style): style.credentials
    case .query(let style): style.credentials
    case .basic(let style): style.credentials
    }
  }
}

/// A JSON Web Token in a header: one given by the user, otherwise one signed for each attempt.
struct TokenAuthentication: Sendable {
  var header: String
  var value: String
  /// The credential for a token given by the user.
  var token: String
  /// The credential for the signing key.
  var key: String
  /// The claims, with credentials in braces.
  var claims: [(name: String, value: String)]

  /// The names of the credentials required for signing.
  var credentials: [String] { [key] + claims.flatMap { Template.names($0.value) } }
}

/// A session id in a header: one given by the user, otherwise the one returned by a login call.
struct SessionAuthentication: Sendable {
  var header: String
  var value: String
  /// The credential for a session id given by the user.
  var token: String
  /// Extracts the session id from the response of a login.
  var session: AnswerFilter?
  /// The login that is signed with a key pair.
  var hmac: SignedLogin?
}

/// A login with a key pair, as used by Coursio's public clients.
struct SignedLogin: Sendable {
  var entity: String
  var method: String
  /// The credentials for the two keys.
  var publicKey: String
  var privateKey: String
  var salt: String
}
