/// A provider and one of its profiles: whose credentials a call uses.
public struct Account: Sendable, Hashable, CustomStringConvertible {
  /// How people write the profile without a name, as in `coderpad@default`.
  public static let defaultProfile = "default"

  public var provider: String
  /// nil for the default profile.
  public var profile: String?

  public init(_ provider: String, profile: String? = nil) {
    self.provider = provider
    self.profile = profile
  }

  /// `coderpad`, `coderpad@old`.
  public var description: String { profile.map { "\(provider)@\($0)" } ?? provider }

  /// Whether a text is the name of a profile: lower-case letters, digits and `_`. Any other spelling could stand for the
  /// same environment variables as this one and escape its policy (cli.md, risk classes).
  public static func isProfileName(_ text: String) -> Bool {
    !text.isEmpty
      && text.utf8.allSatisfy { byte in
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"): true
        default: false
        }
      }
  }

  /// What to do about a text that is not the name of a profile.
  public static let profileNameAdvice = "use lower-case letters, digits and `_`"
}
