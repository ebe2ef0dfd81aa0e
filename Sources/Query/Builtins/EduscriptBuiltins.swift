import JSON

extension Builtin {
  static let eduscript: [Builtin] = [
    Builtin(
      "read_csv", 1, "The rows of a CSV file as objects; the first row has the names.", nil,
      .node { call in ReadNode(.csv, call.node(0), call.place) }),
    Builtin(
      "read_csv", 2,
      "The rows of a CSV file, with options: separator, encoding, types, trim, header.", nil,
      .node { call in ReadNode(.csv, call.node(0), options: call.node(1), call.place) }),
    Builtin(
      "read_json", 1, "The values in a JSON file.", nil, .node { call in ReadNode(.json, call.node(0), call.place) }),
    Builtin(
      "read_ndjson", 1, "The value on each line of a file.", nil,
      .node { call in ReadNode(.lines, call.node(0), call.place) }),
    Builtin(
      "read_text", 1, "The content of a file as a string.", nil,
      .node { call in ReadNode(.text, call.node(0), call.place) }),
    Builtin(
      "uuid", 0, "A fresh random UUID.", shows("uuid | length", "null", "36"),
      .context { _, context in RandomIdentifier.make(context.randomBits) }),
    Builtin(
      "sha256", 0, "The SHA-256 digest of a string, in hex.",
      shows("sha256[:16]", "\"abc\"", "\"ba7816bf8f01cfea\""), .value(Digests.sha256)),
    Builtin(
      "hmac_sha256", 1, "The HMAC of a string with SHA-256 and a key, in hex.",
      shows("hmac_sha256(\"key\")[:16]", "\"The quick brown fox jumps over the lazy dog\"", "\"f7bc83f430538424\""),
      .value1(Digests.hmac)),
  ]
}

/// Generates version 4 UUIDs (RFC 9562).
enum RandomIdentifier {
  static func make(_ random: () -> UInt64) -> Value {
    var high = random()
    var low = random()
    high = high & 0xFFFF_FFFF_FFFF_0FFF | 0x4000
    low = low & 0x3FFF_FFFF_FFFF_FFFF | 0x8000_0000_0000_0000
    var text = ""
    for index in 0..<32 {
      if [8, 12, 16, 20].contains(index) { text += "-" }
      let word = index < 16 ? high : low
      text += String(word >> UInt64(60 - index % 16 * 4) & 15, radix: 16)
    }
    return Value(text)
  }
}
