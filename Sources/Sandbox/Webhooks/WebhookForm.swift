import Hashing
import JSON

/// The format of a provider's events.
enum WebhookForm {
  /// Codementor: `{"event_name", "data"}`, with the body's hex HMAC-SHA256 in `X-Cm-Signature`.
  case signedJSON(secret: String)
  /// Coursepath: the fields followed by `event`, as an unsigned form.
  case form

  /// The number of retries for an event that is not received: "up to three times" in Codementor's document, "mostly one
  /// attempt" in Coursepath's.
  var retries: Int {
    switch self {
    case .signedJSON: 3
    case .form: 0
    }
  }

  /// The header fields and the body.
  func message(_ event: String, _ data: Object) -> (headers: [(name: String, value: String)], body: [UInt8]) {
    switch self {
    case .signedJSON(let secret):
      var body: [UInt8] = []
      Value.object(["event_name": Value(event), "data": Value(data)]).write(to: &body)
      let code = HashFunction.sha256.authenticationCode(for: body, key: Array(secret.utf8))
      return ([("Content-Type", "application/json"), ("X-Cm-Signature", Hexadecimal.text(code))], body)
    case .form:
      // Ids and event names need no escaping.
      let fields = data.map { "\($0.key.string)=\($0.value.json())" } + ["event=\(event)"]
      return ([("Content-Type", "application/x-www-form-urlencoded")], Array(fields.joined(separator: "&").utf8))
    }
  }
}
