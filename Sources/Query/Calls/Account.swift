/// A provider and one of its profiles; identifies the credentials of a call.
public struct Account: Sendable, Hashable, CustomStringConvertible {
  /// The name users may write for the default profile, as in `coderpad@default`.
  public static let defaultProfile = "default"

  /// The name of the provider.
  public var provider: String
  /// nil for the default profile.
  public var profile: String?

  /// Creates an account.
  public init(_ provider: String, profile: String? = nil) {
    self.provider = provider
    self.profile = profile
  }

  /// The account as written in a script: `coderpad` or `coderpad@old`.
  public var description: String { profile.map { "\(provider)@\($0)" } ?? provider }

  /// Whether a text is a valid profile name: lower-case letters, digits and `_`. Any other spelling could map to the
  /// same environment variables as another profile and bypass its policy.
  public static func isProfileName(_ text: String) -> Bool {
    !text.isEmpty
      && text.utf8.allSatisfy { byte in
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"): true
        default: false
        }
      }
  }

  /// The hint shown for an invalid profile name.
  public static let profileNameAdvice = "use lower-case letters, digits and `_`"
}
