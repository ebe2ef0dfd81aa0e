/// How a provider recognises whom it lets in: one case for each style.
enum Authentication: Sendable {
  case none
  /// A header whose value is a template with credentials.
  case header(HeaderAuthentication)
  /// A parameter of the query whose value is a template with credentials.
  case query(QueryAuthentication)
  /// A user name and a password in a header.
  case basic(BasicAuthentication)
  /// Several headers and parameters of the query together.
  case several([FieldAuthentication])
  /// A JSON Web Token, signed anew for every request, or a ready one.
  case jwt(TokenAuthentication)
  /// A session that a login call opens, or a ready one.
  case session(SessionAuthentication)
}

/// A header whose value is a template: `Token token="{api_key}"`.
struct HeaderAuthentication: Sendable {
  var header: String
  var value: String

  /// The names of the credentials in it.
  var credentials: [String] { Template.names(value) }
}

/// A parameter of the query whose value is a template with credentials.
struct QueryAuthentication: Sendable {
  var parameter: String
  var value: String

  /// The names of the credentials in it.
  var credentials: [String] { Template.names(value) }
}

/// A user name and a password, both templates with credentials (RFC 7617).
struct BasicAuthentication: Sendable {
  static let header = "Authorization"

  var username: String
  var password: String

  /// The names of the credentials in it.
  var credentials: [String] { Template.names(username) + Template.names(password) }
}

/// A part of a request that is made of credentials.
enum FieldAuthentication: Sendable {
  case header(HeaderAuthentication)
  case query(QueryAuthentication)
  case basic(BasicAuthentication)

  /// The names of the credentials in it.
  var credentials: [String] {
    switch self {
    case .header(let style): style.credentials
    case .query(let style): style.credentials
    case .basic(let style): style.credentials
    }
  }
}

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
}

/// A session id in a header: a ready one, else what a login call answers with.
struct SessionAuthentication: Sendable {
  var header: String
  var value: String
  /// The credential that holds a ready id.
  var token: String
  /// Finds the id in the answer of a login.
  var session: AnswerFilter?
  /// The login that signs with a pair of keys.
  var hmac: SignedLogin?
}

/// A login with a pair of keys, as Coursio's public clients do it.
struct SignedLogin: Sendable {
  var entity: String
  var method: String
  /// The credentials with the two keys.
  var publicKey: String
  var privateKey: String
  var salt: String
}
