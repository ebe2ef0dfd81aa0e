import HTTP

/// A user name and a password, both templates with credentials (RFC 7617).
struct BasicAuthentication: Sendable {
  static let header = "Authorization"

  var username: String
  var password: String

  /// The names of the credentials in it.
  var credentials: [String] { Template.names(username) + Template.names(password) }

  /// The value of the header.
  func value(_ credential: (String) -> String) -> String {
    let text = Template.fill(username, credential) + ":" + Template.fill(password, credential)
    return "Basic " + Base64.padded(Array(text.utf8))
  }
}
