/// How line breaks and tabs are treated when control characters are made visible.
public enum LineBreaks: Sendable {
  /// Line breaks and tabs are kept, for multi-line text.
  case kept
  /// They become `
  /// ` and `\t`, for single-line text.
  case escaped
}

/// Makes characters visible that could control a terminal or reorder its text. Control characters (C0, DEL, C1), line
/// and paragraph separators, and bidirectional marks, embeddings, overrides and isolates become escapes such as
/// `\u001b`, or `
/// `, `\r`, `\t`. Other characters, including backslashes, are unchanged.
public func visible(_ text: String, lineBreaks: LineBreaks = .escaped) -> String {
  var text = text
  return text.withUTF8 { bytes in
    guard let first = firstControl(in: bytes) else { return nil }
    var output = [UInt8]()
    output.reserveCapacity(bytes.count + 16)
    appendVisible(bytes, from: first, lineBreaks: lineBreaks, to: &output)
    return String(decoding: output, as: UTF8.self)
  } ?? text
}

/// Like ``visible(_:lineBreaks:)``, for a text on which the user bases a decision, such as an id to confirm. Zero-width
/// characters and tags become visible too, so that texts that differ only in these do not look the same.
public func visibleInQuestion(_ text: String, lineBreaks: LineBreaks = .escaped) -> String {
  let shown = visible(text, lineBreaks: lineBreaks)
  guard shown.unicodeScalars.contains(where: \.isUnseen) else { return shown }
  var output: [UInt8] = []
  for scalar in shown.unicodeScalars {
    if scalar.isUnseen {
      appendUnicodeEscape(scalar.value, to: &output)
    } else {
      output += Array(String(scalar).utf8)
    }
  }
  return String(decoding: output, as: UTF8.self)
}

extension Unicode.Scalar {
  /// Whether the character has no width and no visible effect: zero-width characters, soft hyphens, tags.
  fileprivate var isUnseen: Bool {
    switch value {
    case 0xAD, 0x34F, 0x180E, 0x200B...0x200D, 0x2060...0x2064, 0xFEFF, 0xFFF9...0xFFFB, 0xE0000...0xE007F: true
    default: false
    }
  }
}

/// A control character in UTF-8 text, and its length in bytes.
struct ControlCharacter {
  let scalar: UInt32
  let length: Int

  /// Decodes the control character at an index; nil if the character there is an ordinary one. `bytes` must be valid
  /// UTF-8.
  @inline(__always)
  init?(at index: Int, in bytes: UnsafeBufferPointer<UInt8>) {
    let byte = bytes[index]
    if byte < 0x20 || byte == 0x7F {
      self.init(scalar: UInt32(byte), length: 1)
      return
    }
    guard byte == 0xC2 || byte == 0xE2 || byte == 0xD8, index + 1 < bytes.count else { return nil }
    self.init(after: byte, at: index, in: bytes)
  }

  private init(scalar: UInt32, length: Int) {
    self.scalar = scalar
    self.length = length
  }

  private init?(after byte: UInt8, at index: Int, in bytes: UnsafeBufferPointer<UInt8>) {
    let second = bytes[index + 1]
    if byte == 0xC2 {
      guard second < 0xA0 else { return nil }
      self.init(scalar: UInt32(second), length: 2)
      return
    }
    if byte == 0xD8 {
      // The Arabic letter mark.
      guard second == 0x9C else { return nil }
      self.init(scalar: 0x061C, length: 2)
      return
    }
    guard index + 2 < bytes.count else { return nil }
    let third = bytes[index + 2]
    switch (second, third) {
    case (0x80, 0x8E...0x8F), (0x80, 0xA8...0xAE), (0x81, 0xA6...0xA9):
      self.init(scalar: 0x2000 | UInt32(second & 0x3F) << 6 | UInt32(third & 0x3F), length: 3)
    default:
      return nil
    }
  }
}

private func firstControl(in bytes: UnsafeBufferPointer<UInt8>) -> Int? {
  var index = 0
  while index < bytes.count {
    if ControlCharacter(at: index, in: bytes) != nil { return index }
    index += 1
  }
  return nil
}

private func appendVisible(
  _ bytes: UnsafeBufferPointer<UInt8>, from first: Int, lineBreaks: LineBreaks, to output: inout [UInt8]
) {
  output.append(contentsOf: bytes[..<first])
  var index = first
  while index < bytes.count {
    guard let control = ControlCharacter(at: index, in: bytes) else {
      output.append(bytes[index])
      index += 1
      continue
    }
    appendVisible(control, lineBreaks: lineBreaks, to: &output)
    index += control.length
  }
}

private func appendVisible(_ control: ControlCharacter, lineBreaks: LineBreaks, to output: inout [UInt8]) {
  switch (control.scalar, lineBreaks) {
  case (0x0A, .kept), (0x09, .kept): output.append(UInt8(control.scalar))
  case (0x0A, .escaped): output.append(contentsOf: #"\n"#.utf8)
  case (0x09, .escaped): output.append(contentsOf: #"\t"#.utf8)
  case (0x0D, _): output.append(contentsOf: #"\r"#.utf8)
  default: appendUnicodeEscape(control.scalar, to: &output)
  }
}

/// Appends `\u` and four lower-case hexadecimal digits; a surrogate pair above U+FFFF.
func appendUnicodeEscape(_ scalar: UInt32, to output: inout [UInt8]) {
  guard scalar <= 0xFFFF else {
    appendUnicodeEscape(0xD800 + (scalar - 0x10000) >> 10, to: &output)
    appendUnicodeEscape(0xDC00 + (scalar - 0x10000) & 0x3FF, to: &output)
    return
  }
  output.append(contentsOf: #"\u"#.utf8)
  for shift in [12, 8, 4, 0] as [UInt32] {
    let digit = UInt8(truncatingIfNeeded: scalar >> shift & 0xF)
    output.append(digit < 10 ? 0x30 + digit : 0x57 + digit)
  }
}
