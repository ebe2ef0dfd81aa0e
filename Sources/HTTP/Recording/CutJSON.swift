/// Completes truncated JSON text so that it can be parsed: strings, arrays and objects are closed where the text ends.
enum CutJSON {
  /// The completed text. Undefined if the input is not the beginning of JSON text.
  static func closed(_ bytes: [UInt8]) -> [UInt8] {
    var state = State()
    for byte in bytes { state.read(byte) }
    return bytes.prefix(bytes.count - state.leftOver) + state.ending
  }

  private struct State {
    /// The closing brackets for the open arrays and objects.
    private var open: [UInt8] = []
    private var isInString = false
    /// The number of bytes of an incomplete escape such as `\` or `\u00`.
    private var escape = 0
    private var escapeLength = 0
    /// Whether an object expects a key, or the colon after it.
    private var isAtKey = false
    /// The last non-blank byte outside of strings; for a string, its closing quote.
    private var last: UInt8 = 0
    /// The number of bytes of a literal or number at the end, which may be incomplete.
    private var bare = 0

    mutating func read(_ byte: UInt8) {
      guard !isInString else { return readInString(byte) }
      switch byte {
      case 0x20, 0x09, 0x0A, 0x0D:
        bare = 0
        return
      case UInt8(ascii: "\""): isInString = true
      case UInt8(ascii: "{"):
        open.append(UInt8(ascii: "}"))
        isAtKey = true
      case UInt8(ascii: "["):
        open.append(UInt8(ascii: "]"))
        isAtKey = false
      case UInt8(ascii: "}"), UInt8(ascii: "]"):
        _ = open.popLast()
        isAtKey = false
      case UInt8(ascii: ","): isAtKey = open.last == UInt8(ascii: "}")
      case UInt8(ascii: ":"): isAtKey = false
      default:
        bare += 1
        last = byte
        return
      }
      bare = 0
      last = byte
    }

    private mutating func readInString(_ byte: UInt8) {
      if escape > 0 {
        escape += 1
        if escape == 2 { escapeLength = byte == UInt8(ascii: "u") ? 6 : 2 }
        if escape == escapeLength { escape = 0 }
      } else if byte == UInt8(ascii: "\\") {
        (escape, escapeLength) = (1, 2)
      } else if byte == UInt8(ascii: "\"") {
        isInString = false
      }
    }

    /// The number of incomplete bytes at the end.
    var leftOver: Int { isInString ? escape : bare }

    /// The missing end of the text.
    var ending: [UInt8] {
      var ending: [UInt8] = isInString ? [UInt8(ascii: "\"")] : bare > 0 ? Array("null".utf8) : []
      let hasString = isInString || last == UInt8(ascii: "\"") && bare == 0
      if open.last == UInt8(ascii: "}") {
        if isAtKey {
          if hasString {
            ending += Array(":null".utf8)
          } else if last == UInt8(ascii: ",") {
            ending += Array("\"\":null".utf8)
          }
        } else if !isInString, last == UInt8(ascii: ":") {
          ending += Array("null".utf8)
        }
      } else if !isInString, bare == 0, last == UInt8(ascii: ",") {
        ending += Array("null".utf8)
      }
      return ending + open.reversed()
    }
  }
}
