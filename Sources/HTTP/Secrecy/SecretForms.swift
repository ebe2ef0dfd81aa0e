/// The encoded forms in which a secret may appear.
enum SecretForms {
  /// All forms of a secret. Base64 is omitted for a short-lived one, since it is never sent that way.
  static func all(of secret: Secret, isPassing: Bool = false) -> Set<[UInt8]> {
    let plain = Array(secret.value.utf8)
    guard plain.count >= Redactor.minimumLength else { return [] }
    var forms: Set<[UInt8]> = [plain]
    if !plain.allSatisfy(isPlainEverywhere) {
      for text in percent(secret.value) + json(secret.value) + html(secret.value) { forms.insert(Array(text.utf8)) }
    }
    // Questions show several lines as one.
    if plain.contains(0x0A) { forms.insert(Array(secret.value.replacingLineBreaks.utf8)) }
    guard !isPassing else { return forms }
    for form in base64(plain) where form.count >= Redactor.minimumLength {
      forms.formUnion([form, Array(escape(String(decoding: form, as: UTF8.self), .slashes).utf8)])
    }
    return forms
  }

  /// Whether the byte is the same in every encoding.
  private static func isPlainEverywhere(_ byte: UInt8) -> Bool {
    PercentEncoding.isAlphanumeric(byte) || "-._".utf8.contains(byte)
  }

  private static func percent(_ text: String) -> [String] {
    [true, false].flatMap { uppercase in
      [
        PercentEncoding.encode(text, uppercase: uppercase, keeping: PercentEncoding.isUnreserved),
        PercentEncoding.encode(text, uppercase: uppercase) {
          "!$&'()*+,;=:@/?".utf8.contains($0) || PercentEncoding.isUnreserved($0)
        },
        PercentEncoding.encode(text, uppercase: uppercase) {
          PercentEncoding.isAlphanumeric($0) || "*-._".utf8.contains($0)
        },
      ]
    } + [PercentEncoding.formPart(text)]
  }

  /// The characters that a JSON writer escapes beyond quotes, backslashes and control characters.
  private struct Escaping: OptionSet {
    let rawValue: Int
    static let slashes = Escaping(rawValue: 1)
    static let ascii = Escaping(rawValue: 2)
    static let all: [Escaping] = [[], .slashes, .ascii, [.slashes, .ascii]]
  }

  /// JSON, and JSON within JSON.
  private static func json(_ text: String) -> [String] {
    Escaping.all.map { escape(text, $0) }.flatMap { once in [once] + [[], .slashes].map { escape(once, $0) } }
  }

  /// HTML, and JSON that contains HTML.
  private static func html(_ text: String) -> [String] {
    let common = text.map { character in
      switch character {
      case "&": "&amp;"
      case "<": "&lt;"
      case ">": "&gt;"
      case "\"": "&quot;"
      default: String(character)
      }
    }.joined()
    guard common != text || text.contains("'") else { return [] }
    // Older HTML has no named entity for an apostrophe.
    let pages = ["'", "&#39;", "&#039;", "&#x27;"].map { apostrophe in
      common.split(separator: "'", omittingEmptySubsequences: false).joined(separator: apostrophe)
    }
    return pages + pages.flatMap { page in Escaping.all.map { escape(page, $0) } }
  }

  private static func escape(_ text: String, _ escaping: Escaping) -> String {
    var result = ""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"": result += "\\\""
      case "\\": result += "\\\\"
      case "\n": result += "\\n"
      case "\r": result += "\\r"
      case "\t": result += "\\t"
      case "/" where escaping.contains(.slashes): result += "\\/"
      case _ where scalar.value < 0x20 || scalar.value >= 0x7f && escaping.contains(.ascii):
        for unit in String(scalar).utf16 { result += "\\u" + hex(unit) }
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result
  }

  private static func hex(_ unit: UInt16) -> String {
    let digits = String(unit, radix: 16)
    return String(repeating: "0", count: 4 - digits.count) + digits
  }

  /// The part of the Base64 text that depends only on the secret, for each of three alignments and both alphabets. This
  /// finds the secret even within `user:secret`.
  private static func base64(_ bytes: [UInt8]) -> [[UInt8]] {
    (0..<3).flatMap { shift -> [[UInt8]] in
      let text = Base64.encode([UInt8](repeating: 0, count: shift) + bytes)
      let first = (shift * 8 + 5) / 6
      let last = (shift + bytes.count) * 8 / 6
      guard first < last else { return [] }
      let sure = Array(text[first..<last])
      return [sure, sure.map(Base64.inURLAlphabet)]
    }
  }
}

extension String {
  fileprivate var replacingLineBreaks: String { split(whereSeparator: \.isNewline).joined(separator: " ⏎ ") }
}
