/// The colours of JSON on a terminal, each the parameters of an SGR sequence such as `1;34`; jq 1.8's by default.
///
/// Source: the jq 1.8 manual, section "Colors".
public struct JSONColours: Sendable, Hashable {
  public var null = "0;90"
  public var `false` = "0;39"
  public var `true` = "0;39"
  public var numbers = "0;39"
  public var strings = "0;32"
  public var arrays = "1;39"
  public var objects = "1;39"
  public var objectKeys = "1;34"

  /// The colours that jq 1.8.2 uses.
  public static let standard = JSONColours()

  public init() {}

  /// The colours of a `JQ_COLORS` setting: up to eight fields with colons between, in the order of jq's manual; nil
  /// where one of them holds anything but digits and semicolons. Fields after the eighth are ignored.
  public init?(setting: String) {
    let fields: [WritableKeyPath<JSONColours, String>] = [
      \.null, \.false, \.true, \.numbers, \.strings, \.arrays, \.objects, \.objectKeys,
    ]
    guard !setting.isEmpty else { return }
    let texts = setting.split(separator: ":", maxSplits: fields.count, omittingEmptySubsequences: false)
    for (index, (field, text)) in zip(fields, texts).enumerated() {
      let digits = text.prefix { "0123456789;".contains($0) }
      if field == \.objectKeys {
        if !digits.isEmpty { objectKeys = String(digits) }
        continue
      }
      guard digits.endIndex == text.endIndex else { return nil }
      if text.isEmpty, index == texts.count - 1 { continue }
      self[keyPath: field] = String(digits)
    }
  }
}
