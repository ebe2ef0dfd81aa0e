import Hashing
import JSON

/// How a provider writes down an event.
enum WebhookForm {
  /// Codementor: `{"event_name", "data"}`, with the body's hex HMAC-SHA256 in `X-Cm-Signature`.
  case signedJSON(secret: String)
  /// Coursepath: the fields with `event` behind them, as a form that nobody signs.
  case form

  /// How often an event comes again that is not received: Codementor's document says "up to three times", Coursepath's
  /// "mostly one attempt".
  var retries: Int {
    switch self {
    case .signedJSON: 3
    case .form: 0
    }
  }

  /// Header fields and body.
  func message(_ event: String, _ data: Object) -> (headers: [(name: String, value: String)], body: [UInt8]) {
    switch self {
    case .signedJSON(let secret):
      var body: [UInt8] = []
      Value.object(["event_name": Value(event), "data": Value(data)]).write(to: &body)
      let code = HashFunction.sha256.authenticationCode(for: body, key: Array(secret.utf8))
      return ([("Content-Type", "application/json"), ("X-Cm-Signature", Hexadecimal.text(code))], body)
    case .form:
      // Ids and the event's name: nothing in them needs an escape.
      let fields = data.map { "\($0.key.string)=\($0.value.json())" } + ["event=\(event)"]
      return ([("Content-Type", "application/x-www-form-urlencoded")], Array(fields.joined(separator: "&").utf8))
    }
  }
}
