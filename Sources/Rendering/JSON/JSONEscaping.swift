/// The characters of a string that are escaped in JSON.
enum JSONEscaping {
  /// Those required by JSON, and DEL, as in jq.
  case standard
  /// Also everything that could control a terminal: C1 controls, bidirectional overrides, line separators.
  case terminal
  /// Also everything outside ASCII, like `jq -a`.
  case ascii
}

/// Appends a JSON string with its quotes. `bytes` must be valid UTF-8.
func appendJSONString(_ bytes: UnsafeBufferPointer<UInt8>, escaping: JSONEscaping, to output: inout [UInt8]) {
  output.append(0x22)
  var start = 0
  var index = 0
  while index < bytes.count {
    let length = escapedLength(at: index, in: bytes, escaping: escaping)
    guard length > 0 else {
      index += 1
      continue
    }
    output.append(contentsOf: bytes[start..<index])
    appendEscape(bytes[index..<index + length], to: &output)
    index += length
    start = index
  }
  output.append(contentsOf: bytes[start...])
  output.append(0x22)
}

/// Returns the length of the character at an index in bytes if it must be escaped, otherwise 0.
@inline(__always)
private func escapedLength(at index: Int, in bytes: UnsafeBufferPointer<UInt8>, escaping: JSONEscaping) -> Int {
  let byte = bytes[index]
  if byte < 0x80 { return byte < 0x20 || byte == 0x22 || byte == 0x5C || byte == 0x7F ? 1 : 0 }
  switch escaping {
  case .standard: return 0
  case .terminal: return ControlCharacter(at: index, in: bytes)?.length ?? 0
  case .ascii: return min(byte < 0xC0 ? 1 : byte < 0xE0 ? 2 : byte < 0xF0 ? 3 : 4, bytes.count - index)
  }
}

private func appendEscape(_ bytes: Slice<UnsafeBufferPointer<UInt8>>, to output: inout [UInt8]) {
  guard let scalar = String(decoding: bytes, as: UTF8.self).unicodeScalars.first else { return }
  switch scalar {
  case "\"": output.append(contentsOf: #"\""#.utf8)
  case "\\": output.append(contentsOf: #"\\"#.utf8)
  case "\n": output.append(contentsOf: #"\n"#.utf8)
  case "\t": output.append(contentsOf: #"\t"#.utf8)
  case "\r": output.append(contentsOf: #"\r"#.utf8)
  case "\u{8}": output.append(contentsOf: #"\b"#.utf8)
  case "\u{C}": output.append(contentsOf: #"\f"#.utf8)
  default: appendUnicodeEscape(scalar.value, to: &output)
  }
}
