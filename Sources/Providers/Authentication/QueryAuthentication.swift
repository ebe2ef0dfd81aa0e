import HTTP

/// A parameter of the query whose value is a template with credentials.
struct QueryAuthentication: Sendable {
  var parameter: String
  var value: String

  /// The names of the credentials in it.
  var credentials: [String] { Template.names(value) }

  func authorize(_ request: inout Request, value: String) {
    request.query.removeAll { $0.name == parameter }
    request.query.append((parameter, value))
  }
}
