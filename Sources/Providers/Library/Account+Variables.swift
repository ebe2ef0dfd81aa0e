import Query

extension Account {
  /// `EDUSH_CODERPAD_API_KEY`, `EDUSH_CODERPAD_OLD_API_KEY`.
  func variable(_ name: String) -> String {
    (["EDUSH", provider] + (profile.map { [$0] } ?? []) + [name]).map(Self.upper).joined(separator: "_")
  }

  static func upper(_ text: String) -> String {
    String(text.uppercased().map { $0.isASCII && ($0.isLetter || $0.isNumber) ? $0 : "_" })
  }
}
