/// UTF-8 text of more than 14 bytes, in a single allocation; immutable once shared.
public final class LongText: ManagedBuffer<Int, UInt8> {
  /// The number of bytes.
  public var utf8Count: Int { header }

  /// Allocates `count` bytes, all of which `fill` must write.
  static func make(count: Int, _ fill: (UnsafeMutablePointer<UInt8>) -> Void) -> LongText {
    let buffer = LongText.create(minimumCapacity: count) { _ in count }
    buffer.withUnsafeMutablePointerToElements(fill)
    return unsafeDowncast(buffer, to: LongText.self)
  }

  /// Calls `body` with the bytes.
  public func withUTF8<R, E>(_ body: (UnsafeBufferPointer<UInt8>) throws(E) -> R) throws(E) -> R {
    try withUnsafeMutablePointers { (count, bytes) throws(E) -> R in
      try body(UnsafeBufferPointer(start: bytes, count: count.pointee))
    }
  }
}
