import HTTP
import JSON
import Query

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

  func authorize(_ request: inout Request, token: String) {
    request.headers.setSecret(header, Secret(Template.fill(value) { _ in token }))
  }

  /// The session id that an answer holds.
  static func secrets(_ session: AnswerFilter, in response: Response) -> [Secret] {
    // Few answers hold one, and large ones are not worth another reading.
    guard response.body.count < 1 << 16, let answer = try? Value.parse(utf8: response.body) else { return [] }
    guard let id = try? session(answer).string, !id.isEmpty else { return [] }
    return [Secret(id)]
  }
}
