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

  /// The session id that a response holds, a string or a number.
  static func secrets(_ session: AnswerFilter, in response: Response) -> [Secret] {
    guard let answer = try? Value.parse(utf8: response.body), let id = try? session(answer) else { return [] }
    switch id.kind {
    case .string where !id.plainText.isEmpty: return [Secret(wholeValue: id.plainText)]
    case .number: return [Secret(wholeValue: id.json())]
    case .null, .false, .true, .string, .array, .object: return []
    }
  }
}
