/// JSON text in 16 bytes: valid UTF-8, ordered, compared and hashed by code point, never by canonical equivalence.
///
/// Text of at most 14 bytes is always `.small`, longer text always `.long`.
@frozen public enum Text: @unchecked Sendable {
  case small(SmallText)
  case long(LongText)

  /// Copies bytes that are known to be valid UTF-8.
  public init(validated bytes: UnsafeBufferPointer<UInt8>) {
    guard let base = bytes.baseAddress, bytes.count > 0 else {
      self = Text.empty
      return
    }
    if bytes.count <= SmallText.capacity {
      self = .small(SmallText(base, count: bytes.count))
    } else {
      self = .long(LongText.make(count: bytes.count) { $0.update(from: base, count: bytes.count) })
    }
  }

  /// Copies valid UTF-8 from a buffer with at least 16 readable bytes after it.
  @inline(__always) init(padded bytes: UnsafeBufferPointer<UInt8>) {
    if let base = bytes.baseAddress, bytes.count <= SmallText.capacity {
      self = .small(SmallText(padded: base, count: bytes.count))
    } else {
      self.init(validated: bytes)
    }
  }

  /// Copies bytes; invalid UTF-8 becomes U+FFFD.
  public init(utf8 bytes: UnsafeBufferPointer<UInt8>) {
    if UTF8Validation.isValid(bytes) {
      self.init(validated: bytes)
    } else {
      let repaired = UTF8Validation.repair(bytes)
      self = repaired.withUnsafeBufferPointer { Text(validated: $0) }
    }
  }

  /// Copies bytes; invalid UTF-8 becomes U+FFFD.
  public init(utf8 bytes: some Sequence<UInt8>) {
    let done: Void? = bytes.withContiguousStorageIfAvailable { _ in }
    if done != nil, let text = bytes.withContiguousStorageIfAvailable({ Text(utf8: $0) }) {
      self = text
    } else {
      self = Array(bytes).withUnsafeBufferPointer { Text(utf8: $0) }
    }
  }

  /// Copies a string.
  public init(_ string: some StringProtocol) {
    var string = String(string)
    self = string.withUTF8 { Text(validated: $0) }
  }

  /// Allocates `count` bytes, all of which `fill` must write with valid UTF-8.
  public init(count: Int, _ fill: (UnsafeMutablePointer<UInt8>) -> Void) {
    guard count <= SmallText.capacity else {
      self = .long(LongText.make(count: count, fill))
      return
    }
    self = withUnsafeTemporaryAllocation(of: UInt8.self, capacity: 16) { bytes in
      guard let base = bytes.baseAddress, count > 0 else { return Text.empty }
      fill(base)
      return .small(SmallText(base, count: count))
    }
  }

  /// The empty text.
  public static var empty: Text {
    var zero: UInt8 = 0
    return .small(SmallText(&zero, count: 0))
  }

  /// The number of bytes.
  @inlinable public var utf8Count: Int {
    switch self {
    case .small(let text): Int(text.length)
    case .long(let text): text.utf8Count
    }
  }

  /// Whether the text is empty.
  @inlinable public var isEmpty: Bool { utf8Count == 0 }

  /// A copy as a Swift string.
  public var string: String { withUTF8 { String(decoding: $0, as: UTF8.self) } }

  /// Calls `body` with the bytes.
  @inlinable public func withUTF8<R, E>(_ body: (UnsafeBufferPointer<UInt8>) throws(E) -> R) throws(E) -> R {
    switch self {
    case .small(let text): try text.withUTF8(body)
    case .long(let text): try text.withUTF8(body)
    }
  }
}

extension Text: ExpressibleByStringLiteral, CustomStringConvertible {
  /// Creates a text from a string literal.
  public init(stringLiteral value: String) { self.init(value) }

  /// The text as a Swift string.
  public var description: String { string }
}
