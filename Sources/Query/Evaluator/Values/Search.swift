import Glibc
import JSON

/// Searches for values and texts.
enum Search {
  /// Returns the indices at which a sequence of values occurs: `.[[1, 2]]`.
  static func positions(of wanted: [Value], in elements: [Value]) -> Value {
    guard !wanted.isEmpty, elements.count >= wanted.count else { return Value([Value]()) }
    var result: [Value] = []
    for start in 0...elements.count - wanted.count
    where (0..<wanted.count).allSatisfy({ elements[start + $0] == wanted[$0] }) {
      result.append(Value(start))
    }
    return Value(result)
  }

  /// Returns the code point positions at which a text occurs, including overlapping ones; none for the empty text.
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

  /// Returns the offset of the first occurrence at or after `start`; nil for the empty text.
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

  /// Splits a text at a separator; an empty separator splits into code points.
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

  /// jq's `contains`: objects by key, arrays by any element, strings by substring, other values by equality.
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
  /// The kind, with both booleans treated as one kind.
  var comparableKind: Kind { kind == .true ? .false : kind }
}
