import Calendar
import JSON
import Query

/// The fields that a write sent, compared with what an object shows of them.
struct SentFields {
  let call: PreparedCall
  /// Filters on the object for what it shows under another name.
  let shown: [(name: String, filter: AnswerFilter)]

  /// The parameters in the body.
  var all: [BoundValue] { call.values.filter { $0.parameter.place == .body } }

  /// What an object shows of a parameter; nil where it does not show it, or a journal has hidden it. An object that is not
  /// there shows what a filter makes of null.
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

  /// Whether an object shows what was sent; nil where it shows nothing of it.
  func isShown(_ sent: BoundValue, by object: Value) -> Bool? {
    guard !sent.value.containsMark else { return nil }
    return value(of: sent.parameter.name, in: object).map { sent.isSame(as: $0) }
  }
}

extension BoundValue {
  /// Whether a response shows this value: numbers and switches may come as texts, moments in another form, and the spaces
  /// around a text and the form of its line ends are the server's.
  func isSame(as other: Value) -> Bool {
    if value == other { return true }
    if case .time = parameter.type, let moment = try? parameter.convert(other, in: .utc) { return moment == value }
    guard value.count == nil, other.count == nil else { return false }
    let texts = [value, other].map { $0.isNull ? "" : $0.plainText.replacing("\r\n", with: "\n").trimmed }
    return parameter.type == .email ? texts[0].lowercased() == texts[1].lowercased() : texts[0] == texts[1]
  }
}
