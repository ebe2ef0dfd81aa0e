/// Percent-encoded text (RFC 3986, section 2.1).
enum PercentEncoding {
  /// Decodes text. An incomplete escape is kept, and invalid UTF-8 becomes U+FFFD.
  static func decode(_ bytes: some Collection<UInt8>, plusIsSpace: Bool = false) -> String {
    let input = Array(bytes)
    var output: [UInt8] = []
    output.reserveCapacity(input.count)
    var index = 0
    while index < input.count {
      if input[index] == UInt8(ascii: "%"), index + 2 < input.count, let high = digit(input[index + 1]),
        let low = digit(input[index + 2])
      {
        output.append(high << 4 | low)
        index += 3
      } else {
        let isSpace = plusIsSpace && input[index] == UInt8(ascii: "+")
        output.append(isSpace ? UInt8(ascii: " ") : input[index])
        index += 1
      }
    }
    return String(decoding: output, as: UTF8.self)
  }

  private static func digit(_ byte: UInt8) -> UInt8? {
    switch byte {
    case UInt8(ascii: "0")...UInt8(ascii: "9"): byte - UInt8(ascii: "0")
    case UInt8(ascii: "a")...UInt8(ascii: "f"): byte - UInt8(ascii: "a") + 10
    case UInt8(ascii: "A")...UInt8(ascii: "F"): byte - UInt8(ascii: "A") + 10
    default: nil
    }
  }
}
