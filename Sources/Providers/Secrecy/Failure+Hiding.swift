import HTTP
import JSON
import Query

extension Failure {
  /// A copy with all known secrets replaced. A server's message may echo what was sent, and a script may print, save or
  /// send the errors it catches.
  func hiding(_ redactor: Redactor) -> Failure {
    var failure = self
    failure.message = redactor.redact(message)
    failure.hint = hint.map(redactor.redact)
    failure.notes = notes.map(redactor.redact)
    failure.errors = Value(errors).hiding(redactor).object ?? [:]
    failure.value = value?.hiding(redactor)
    return failure
  }
}

extension Value {
  /// A copy with secrets in strings and keys replaced.
  fileprivate func hiding(_ redactor: Redactor) -> Value {
    if let text = string { return Value(redactor.redact(text)) }
    if let elements = array { return Value(elements.map { $0.hiding(redactor) }) }
    guard let members = object else { return self }
    return Value(Object(members.map { (Text(redactor.redact($0.string)), $1.hiding(redactor)) }))
  }
}
