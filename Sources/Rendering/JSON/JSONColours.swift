/// The colours of JSON on a terminal, as the parameters of an SGR sequence such as `1;34`; the defaults are those of jq
/// 1.8.
///
/// Source: the jq 1.8 manual, section "Colors".
public struct JSONColours: Sendable, Hashable {
  /// The colour of `null`.
  public var null = "0;90"
  /// The colour of `false`.
  public var `false` = "0;39"
  /// The colour of `true`.
  public var `true` = "0;39"
  /// The colour of numbers.
  public var numbers = "0;39"
  /// The colour of strings.
  public var strings = "0;32"
  /// The colour of the brackets and commas of arrays.
  public var arrays = "1;39"
  /// The colour of the braces, commas and colons of objects.
  public var objects = "1;39"
  /// The colour of object keys.
  public var objectKeys = "1;34"

  /// The colours of jq 1.8.2.
  public static let standard = JSONColours()

  /// Creates the default colours.
  public init() {}

  /// Parses a `JQ_COLORS` setting: up to eight fields separated by colons, in the order of jq's manual. nil if a field
  /// contains anything but digits and semicolons; fields after the eighth are ignored.
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
