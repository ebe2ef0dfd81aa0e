/// How a provider recognises whom it lets in: one case and one file for each style.
enum Authentication: Sendable {
  case none
  /// A header whose value is a template with credentials.
  case header(HeaderAuthentication)
  /// A parameter of the query whose value is a template with credentials.
  case query(QueryAuthentication)
  /// A user name and a password in a header.
  case basic(BasicAuthentication)
  /// A JSON Web Token, signed anew for every request, or a ready one.
  case jwt(TokenAuthentication)
  /// A session that a login call opens, or a ready one.
  case session(SessionAuthentication)
}
