/// Percent-encoding for paths, queries and forms.
///
/// Source: RFC 3986, and the WHATWG URL standard for `application/x-www-form-urlencoded`.
public enum PercentEncoding {
  /// Encodes one path segment. Keeps only RFC 3986's unreserved characters, and encodes `.` and `..` so that they
  /// remain segments.
  public static func pathSegment(_ text: String) -> String {
    switch text {
    case ".": "%2E"
    case "..": "%2E%2E"
    default: encode(text, keeping: isUnreserved)
    }
  }

  /// Encodes literal text of a path. Unlike `pathSegment` it keeps all characters that a segment may contain (RFC 3986,
  /// `pchar`).
  public static func pathText(_ text: String) -> String {
    encode(text) { isUnreserved($0) || ":@!$&'()*+,;=".utf8.contains($0) }
  }

  /// Encodes a name or value of a query. Keeps only unreserved characters; a space becomes `%20`.
  public static func queryPart(_ text: String) -> String {
    encode(text, keeping: isUnreserved)
  }

  /// Encodes pairs as a query, without the question mark.
  public static func query(_ items: [(name: String, value: String)]) -> String {
    items.map { queryPart($0.name) + "=" + queryPart($0.value) }.joined(separator: "&")
  }

  /// Encodes pairs as a form body. Keeps `*-._` and alphanumerics; a space becomes `+`.
  public static func form(_ fields: [(name: String, value: String)]) -> [UInt8] {
    Array(fields.map { formPart($0.name) + "=" + formPart($0.value) }.joined(separator: "&").utf8)
  }

  /// Encodes a name or value of a form.
  public static func formPart(_ text: String) -> String {
    let encoded = encode(text) { isAlphanumeric($0) || $0 == 0x20 || "*-._".utf8.contains($0) }
    return String(decoding: encoded.utf8.map { $0 == 0x20 ? UInt8(ascii: "+") : $0 }, as: UTF8.self)
  }

  /// Decodes `%XX`; nil if an escape is malformed or the bytes are not UTF-8.
  public static func decode(_ text: String) -> String? {
    var bytes: [UInt8] = []
    var rest = text.utf8.makeIterator()
    while let byte = rest.next() {
      guard byte == UInt8(ascii: "%") else {
        bytes.append(byte)
        continue
      }
      guard let high = rest.next()?.hexDigitValue, let low = rest.next()?.hexDigitValue else { return nil }
      bytes.append(high << 4 | low)
    }
    return String(validating: bytes, as: UTF8.self)
  }

  static func encode(_ text: String, uppercase: Bool = true, keeping keep: (UInt8) -> Bool) -> String {
    let digits = Array((uppercase ? "0123456789ABCDEF" : "0123456789abcdef").utf8)
    var bytes: [UInt8] = []
    bytes.reserveCapacity(text.utf8.count)
    for byte in text.utf8 {
      if keep(byte) {
        bytes.append(byte)
      } else {
        bytes += [UInt8(ascii: "%"), digits[Int(byte >> 4)], digits[Int(byte & 15)]]
      }
    }
    return String(decoding: bytes, as: UTF8.self)
  }

  static func isUnreserved(_ byte: UInt8) -> Bool {
    isAlphanumeric(byte) || "-._~".utf8.contains(byte)
  }

  static func isAlphanumeric(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "a")...UInt8(ascii: "z"),
      UInt8(ascii: "A")...UInt8(ascii: "Z"):
      true
    default: false
    }
  }
}

extension UInt8 {
  var hexDigitValue: UInt8? {
    switch self {
    case UInt8(ascii: "0")...UInt8(ascii: "9"): self - UInt8(ascii: "0")
    case UInt8(ascii: "a")...UInt8(ascii: "f"): self - UInt8(ascii: "a") + 10
    case UInt8(ascii: "A")...UInt8(ascii: "F"): self - UInt8(ascii: "A") + 10
    default: nil
    }
  }
}
