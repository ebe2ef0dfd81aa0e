import JSON

/// The errors of a running filter. Their texts, jq 1.8.2's, are only built when needed.
enum Fault: Sendable {
  /// jq's `error(value)`.
  case raised(Value)
  /// A message without values.
  case text(String)
  /// `number (1) cannot be …`
  case operand(Value, String)
  /// `number (1) and string ("a") cannot be …`
  case operands(Value, Value, String)
  case index(Value, key: Value)
  case iterate(Value)
  case objectKey(Value)
  case pathResult(Value)
  case pathElement(Value, of: Value)
  case pathIterate(Value)
  /// A call that failed.
  case failure(Failure)
  /// A `break` out of a filter that must have one output.
  case unwind(Signal)
  case halt(status: Int32, output: Value?)
  case cancelled
  case limit(String)
}

extension Fault {
  /// Whether a call or the user ended the evaluation, and not the program itself.
  var isFromOutside: Bool {
    switch self {
    case .failure, .cancelled: true
    case .raised, .text, .operand, .operands, .index, .iterate, .objectKey, .pathResult, .pathElement, .pathIterate,
      .unwind, .halt, .limit:
      false
    }
  }

  /// The value that `catch` sees; nil for errors that cannot be caught.
  var caught: Value? {
    guard isCatchable else { return Optional.none }
    return switch self {
    case .raised(let value): value
    case .failure(let failure): failure.value ?? failure.object
    case .unwind(let signal): ["__jq": Value(Int(signal.label ?? 0))]
    case .halt, .cancelled, .limit: .null
    case .text, .operand, .operands, .index, .iterate, .objectKey, .pathResult, .pathElement, .pathIterate:
      Value(text)
    }
  }

  /// jq's message.
  var text: String {
    switch self {
    case .raised(let value): value.string ?? value.json()
    case .text(let text): text
    case .operand(let value, let what): "\(value.named) \(what)"
    case .operands(let left, let right, let what): "\(left.named) and \(right.named) \(what)"
    case .index(let container, let key): "Cannot index \(container.typeName) with \(key.named)"
    case .iterate(let value): "Cannot iterate over \(value.named)"
    case .objectKey(let key): "Cannot use \(key.named) as object key"
    case .pathResult(let value): "Invalid path expression with result \(value.excerpt)"
    case .pathElement(let key, let value):
      "Invalid path expression near attempt to access element \(key.excerpt) of \(value.excerpt)"
    case .pathIterate(let value): "Invalid path expression near attempt to iterate through \(value.excerpt)"
    case .failure(let failure): failure.message
    case .unwind: "break"
    case .halt: "halt"
    case .cancelled: "cancelled"
    case .limit(let text): text
    }
  }
}

extension Value {
  /// The type and the beginning of the value: `number (1)`.
  fileprivate var named: String { "\(typeName) (\(excerpt))" }

  /// The beginning of the value as JSON, at most 29 bytes as in jq.
  var excerpt: String { excerpt(limit: 29) }

  /// The beginning of the value as JSON, at most `limit` bytes, cut at a character boundary with the brackets closed.
  func excerpt(limit: Int) -> String {
    var bytes: [UInt8] = []
    writeStart(to: &bytes, limit: limit, depth: 0)
    guard bytes.count > limit else { return String(decoding: bytes, as: UTF8.self) }
    let closing = Value.closing(of: bytes[0])
    var end = limit - 3 - (closing == nil ? 0 : 1)
    while end > 0, bytes[end] & 0xC0 == 0x80 { end -= 1 }
    return String(decoding: bytes[..<end] + Array("...".utf8) + (closing.map { [$0] } ?? []), as: UTF8.self)
  }

  private static func closing(of opening: UInt8) -> UInt8? {
    switch opening {
    case 0x22: 0x22
    case 0x5B: 0x5D
    case 0x7B: 0x7D
    default: nil
    }
  }

  /// Appends at least the first `limit` bytes of the JSON, and one more byte if it is longer.
  private func writeStart(to bytes: inout [UInt8], limit: Int, depth: Int) {
    switch resolved {
    case .array(let elements):
      bytes.append(0x5B)
      for (index, element) in elements.enumerated() where bytes.count <= limit {
        if index > 0 { bytes.append(0x2C) }
        element.writeStart(to: &bytes, limit: limit, depth: depth + 1)
      }
      bytes.append(0x5D)
    case .object(let object):
      bytes.append(0x7B)
      for (index, member) in object.enumerated() where bytes.count <= limit {
        if index > 0 { bytes.append(0x2C) }
        Value(member.key).write(to: &bytes)
        bytes.append(0x3A)
        member.value.writeStart(to: &bytes, limit: limit, depth: depth + 1)
      }
      bytes.append(0x7D)
    case let scalar:
      if case .text(let text) = scalar, text.utf8Count > limit * 4 {
        Value(Text.long(text).bytes(0..<limit * 4)).write(to: &bytes)
      } else {
        scalar.write(to: &bytes)
      }
    }
  }
}
