import Calendar
import Diagnostics
import JSON
import Query

/// The fields sent by a write, compared with the object.
struct SentFields {
  let call: PreparedCall
  /// Filters for fields that the object shows under another name.
  let shown: [(name: String, filter: AnswerFilter)]

  /// The parameters in the body.
  var all: [BoundValue] { call.sentMembers }

  /// The value of a parameter in an object; nil if the object does not show it or a journal has hidden it. For a
  /// missing object, the filter is applied to null.
  func value(of name: String, in object: Value) -> Value? {
    shownValue(of: name, in: object).flatMap { $0.containsMark ? nil : $0 }
  }

  private func shownValue(of name: String, in object: Value) -> Value? {
    if let filter = shown.first(where: { $0.name == name })?.filter {
      guard let value = try? filter(object), !value.isNull else { return nil }
      return value
    }
    return object.object?[name]
  }

  /// Whether the object shows the value that was sent; nil if it does not show the field.
  func isShown(_ sent: BoundValue, by object: Value) -> Bool? {
    guard !sent.value.containsMark else { return nil }
    return value(of: sent.parameter.name, in: object).map { sent.isSame(as: $0) }
  }
}

extension BoundValue {
  /// Whether a value in a response is the one that was sent. Numbers and booleans may be returned as strings and times
  /// in another format; surrounding whitespace and line endings are up to the server.
  func isSame(as other: Value) -> Bool {
    if value == other { return true }
    if case .time = parameter.type, let moment = try? parameter.convert(other, in: .utc) { return moment == value }
    guard value.count == nil, other.count == nil else { return false }
    let texts = [value, other].map { $0.isNull ? "" : $0.plainText.replacing("\r\n", with: "\n").trimmed }
    return parameter.type == .email ? texts[0].lowercased() == texts[1].lowercased() : texts[0] == texts[1]
  }
}
