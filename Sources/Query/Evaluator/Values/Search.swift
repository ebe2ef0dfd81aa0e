import Glibc
import JSON

/// Finding values and texts in others.
enum Search {
  /// The positions at which a sequence of values begins: `.[[1, 2]]`.
  static func positions(of wanted: [Value], in elements: [Value]) -> Value {
    guard !wanted.isEmpty, elements.count >= wanted.count else { return Value([Value]()) }
    var result: [Value] = []
    for start in 0...elements.count - wanted.count
    where (0..<wanted.count).allSatisfy({ elements[start + $0] == wanted[$0] }) {
      result.append(Value(start))
    }
    return Value(result)
  }

  /// The code point positions at which a text occurs, overlapping ones too; none for the empty text.
  static func positions(of wanted: Text, in text: Text) -> [Value] {
    text.withUTF8 { haystack in
      wanted.withUTF8 { needle in
        var result: [Value] = []
        var offset = 0
        var scalars = 0
        var counted = 0
        while let found = find(needle, in: haystack, from: offset) {
          for index in counted..<found where haystack[index] & 0xC0 != 0x80 { scalars += 1 }
          counted = found
          result.append(.number(Double(scalars)))
          offset = found + 1
        }
        return result
      }
    }
  }

  /// The offset of the first occurrence from an offset on; nil for the empty text.
  static func find(
    _ needle: UnsafeBufferPointer<UInt8>, in haystack: UnsafeBufferPointer<UInt8>, from start: Int
  ) -> Int? {
    guard let first = needle.first, let wanted = needle.baseAddress, let base = haystack.baseAddress else { return nil }
    var offset = start
    while offset + needle.count <= haystack.count {
      guard let place = memchr(base + offset, Int32(first), haystack.count - needle.count - offset + 1) else {
        return nil
      }
      let found = UnsafeRawPointer(place) - UnsafeRawPointer(base)
      if memcmp(base + found, wanted, needle.count) == 0 { return found }
      offset = found + 1
    }
    return nil
  }

  /// The pieces between the occurrences of a separator; every code point for an empty one.
  static func split(_ text: Text, by separator: Text) -> [Value] {
    if text.isEmpty { return [] }
    if separator.isEmpty { return text.scalars.map { Value(Text(scalars: CollectionOfOne($0))) } }
    return text.withUTF8 { bytes in
      separator.withUTF8 { needle in
        var result: [Value] = []
        var start = 0
        while let found = find(needle, in: bytes, from: start) {
          result.append(Value(Text(validated: UnsafeBufferPointer(rebasing: bytes[start..<found]))))
          start = found + needle.count
        }
        result.append(Value(Text(validated: UnsafeBufferPointer(rebasing: bytes[start...]))))
        return result
      }
    }
  }

  /// jq's `contains`: objects by key, arrays by any element, texts by substring, the rest by equality.
  static func contains(_ value: Value, _ part: Value, depth: Int = 0) throws(Thrown) -> Bool {
    guard depth <= Paths.deepest else { throw Thrown(.text("Containment check too deep")) }
    switch (value.resolved, part.resolved) {
    case (.object(let object), .object(let part)):
      for (key, wanted) in part {
        guard let member = object[key], member.comparableKind == wanted.comparableKind,
          try contains(member, wanted, depth: depth + 1)
        else { return false }
      }
      return true
    case (.array(let elements), .array(let parts)):
      for wanted in parts {
        var isFound = false
        for element in elements where !isFound && element.comparableKind == wanted.comparableKind {
          isFound = try contains(element, wanted, depth: depth + 1)
        }
        if !isFound { return false }
      }
      return true
    case (let left, let right):
      if let left = left.text, let right = right.text {
        return left.withUTF8 { left in right.withUTF8 { $0.isEmpty || find($0, in: left, from: 0) != nil } }
      }
      return try Order.isEqual(left, right)
    }
  }
}

extension Value {
  /// The kind, with one for both booleans.
  var comparableKind: Kind { kind == .true ? .false : kind }
}
