import Query

extension Account {
  /// The environment variable of a credential: `EDUSH_CODERPAD_API_KEY`, or `EDUSH_CODERPAD_OLD_API_KEY` with a
  /// profile.
  func variable(_ name: String) -> String {
    (["EDUSH", provider] + (profile.map { [$0] } ?? []) + [name]).map(Self.upper).joined(separator: "_")
  }

  static func upper(_ text: String) -> String {
    String(text.uppercased().map { $0.isASCII && ($0.isLetter || $0.isNumber) ? $0 : "_" })
  }
}
