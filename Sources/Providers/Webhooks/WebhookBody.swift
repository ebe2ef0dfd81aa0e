import HTTP
import JSON

/// Parses the body of a webhook: a JSON object or the fields of a form.
enum WebhookBody {
  static func value(_ body: [UInt8], _ encoding: BodyEncoding) throws(WebhookRefusal) -> Value {
    let value: Value
    switch encoding {
    case .form: value = Value(try form(body))
    case .json, .none: value = try json(body)
    }
    guard let object = value.object else {
      throw WebhookRefusal(kind: .malformed, reason: "the body must be an object, not \(value.typeName)")
    }
    guard !object.isEmpty else { throw WebhookRefusal(kind: .malformed, reason: "the body is empty") }
    return value
  }

  private static func json(_ body: [UInt8]) throws(WebhookRefusal) -> Value {
    let text: [UInt8]
    do throws(EncodingFault) {
      text = try TextDecoder.utf8(body)
    } catch {
      throw WebhookRefusal(kind: .malformed, reason: "the body cannot be read: \(error.message)")
    }
    do throws(ParseError) {
      return try Value.parse(utf8: text)
    } catch {
      throw WebhookRefusal(kind: .malformed, reason: "the body is not valid JSON: \(error.message)")
    }
  }

  /// Parses a form such as `a=1&b=x+y`. Of repeated names, the last value counts.
  private static func form(_ body: [UInt8]) throws(WebhookRefusal) -> Object {
    var fields = Object()
    for pair in body.split(separator: UInt8(ascii: "&")) {
      let parts = pair.split(separator: UInt8(ascii: "="), maxSplits: 1, omittingEmptySubsequences: false)
      guard let name = text(parts[0]), let value = text(parts.count > 1 ? parts[1] : []) else {
        throw WebhookRefusal(kind: .malformed, reason: "the body is not a form")
      }
      fields[name] = Value(value)
    }
    return fields
  }

  private static func text(_ part: ArraySlice<UInt8>) -> String? {
    let spaced = part.map { $0 == UInt8(ascii: "+") ? 0x20 : $0 }
    return String(validating: spaced, as: UTF8.self).flatMap(PercentEncoding.decode)
  }
}
