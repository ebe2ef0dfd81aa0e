/// A word of a tape: four bits for the kind, followed by data that depends on the kind.
///
/// A scalar is a single word; a key is a string word before its value. Strings and numbers hold the offset (36 bits)
/// and the length (24 bits) of their source text; a longer length is in an `extra` word after it. A container holds the
/// number of its children (28 bits) and the number of words it spans (32 bits). The `extent` word after it holds the
/// offset of its source text, and the length if compact printing would yield the same text, otherwise `longLength`.
enum Word {
  enum Kind {
    static let null: UInt64 = 0
    static let `false`: UInt64 = 1
    static let `true`: UInt64 = 2
    /// A number that is printed as in the source.
    static let number: UInt64 = 3
    /// A number to be parsed by `NumberText`.
    static let oddNumber: UInt64 = 4
    /// A string equal to its source: no escapes, valid UTF-8, printed as in the source.
    static let string: UInt64 = 5
    /// A string with escapes that is printed as in the source.
    static let escapedString: UInt64 = 6
    /// A string with other escapes, DEL or invalid UTF-8.
    static let oddString: UInt64 = 7
    static let array: UInt64 = 8
    static let object: UInt64 = 9
    static let extra: UInt64 = 10
    static let extent: UInt64 = 11
  }

  static let longLength: UInt64 = 0xFF_FFFF
  /// The number of words of a container before its children.
  static let header = 2
  static let manyChildren: UInt64 = 0xFFF_FFFF

  @inline(__always) static func kind(_ word: UInt64) -> UInt64 { word &>> 60 }

  @inline(__always) static func source(_ kind: UInt64, offset: Int, length: Int) -> UInt64 {
    kind &<< 60 | UInt64(truncatingIfNeeded: offset) &<< 24 | min(UInt64(truncatingIfNeeded: length), longLength)
  }

  @inline(__always) static func offset(_ word: UInt64) -> Int { Int(truncatingIfNeeded: word &>> 24 & 0xF_FFFF_FFFF) }

  @inline(__always) static func container(_ kind: UInt64, children: Int, span: Int) -> UInt64 {
    let count = min(UInt64(truncatingIfNeeded: children), manyChildren)
    return kind &<< 60 | count &<< 32 | UInt64(truncatingIfNeeded: span)
  }

  @inline(__always) static func children(_ word: UInt64) -> UInt64 { word &>> 32 & manyChildren }

  @inline(__always) static func span(_ word: UInt64) -> Int { Int(truncatingIfNeeded: word & 0xFFFF_FFFF) }

  /// The number of words of the value that begins with this word.
  @inline(__always) static func size(_ word: UInt64) -> Int {
    if word &>> 63 == 1 { return span(word) }
    return isLong(word) ? 2 : 1
  }

  /// Whether the length is in the next word.
  @inline(__always) static func isLong(_ word: UInt64) -> Bool {
    word & longLength == longLength && kind(word) >= Kind.number
  }
}
