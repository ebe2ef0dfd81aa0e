import HTTP
import Hashing
import JSON
import Query

// Adds the credentials of each authentication style to a request.

extension QueryAuthentication {
  func authorize(_ request: inout Request, value: String) {
    request.query.removeAll { $0.name == parameter }
    request.query.append((parameter, value))
  }
}

extension FieldAuthentication {
  func authorize(_ request: inout Request, value: String) {
    switch self {
    case .header(let style): request.headers.setSecret(style.header, Secret(value))
    case .query(let style): style.authorize(&request, value: value)
    case .basic: request.headers.setSecret(BasicAuthentication.header, Secret(value))
    }
  }
}

extension TokenAuthentication {
  func authorize(_ request: inout Request, token: String) {
    request.headers.setSecret(header, Secret(Template.fill(value) { _ in token }))
  }
}

extension SessionAuthentication {
  func authorize(_ request: inout Request, token: String) {
    request.headers.setSecret(header, Secret(Template.fill(value) { _ in token }))
  }

  /// The session id in a response, a string or a number.
  static func secrets(_ session: AnswerFilter, in response: Response) -> [Secret] {
    guard let answer = try? Value.parse(utf8: response.body), let id = try? session(answer) else { return [] }
    switch id.kind {
    case .string where !id.plainText.isEmpty: return [Secret(wholeValue: id.plainText)]
    case .number: return [Secret(wholeValue: id.json())]
    case .null, .false, .true, .string, .array, .object: return []
    }
  }
}

extension SignedLogin {
  /// The login data: `{apikey, time, random, hmac}`, where `hmac` is the hex HMAC-SHA1 of the other three with the
  /// private key.
  func data(publicKey: String, privateKey: String, milliseconds: Int) -> Object {
    let time = String(milliseconds)
    let code = HashFunction.sha1.authenticationCode(
      for: Array((publicKey + time + salt).utf8), key: Array(privateKey.utf8))
    return [
      "apikey": Value(publicKey), "time": Value(time), "random": Value(salt), "hmac": Value(Hexadecimal.text(code)),
    ]
  }
}
