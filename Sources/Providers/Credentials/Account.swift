/// A provider and one of its profiles: whose credentials are meant.
public struct Account: Sendable, Hashable, CustomStringConvertible {
  public var provider: String
  /// nil for the default profile.
  public var profile: String?

  public init(_ provider: String, profile: String? = nil) {
    self.provider = provider
    self.profile = profile
  }

  /// `coderpad`, `coderpad@old`.
  public var description: String { profile.map { "\(provider)@\($0)" } ?? provider }

  /// `EDUSH_CODERPAD_API_KEY`, `EDUSH_CODERPAD_OLD_API_KEY`.
  func variable(_ name: String) -> String {
    (["EDUSH", provider] + (profile.map { [$0] } ?? []) + [name]).map(Self.upper).joined(separator: "_")
  }

  static func upper(_ text: String) -> String {
    String(text.uppercased().map { $0.isASCII && ($0.isLetter || $0.isNumber) ? $0 : "_" })
  }
}
