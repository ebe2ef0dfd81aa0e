/// The known providers, resources and methods; used by the resolver, completion and help.
public protocol Catalog: Sendable {
  /// The names of all providers.
  var providers: [String] { get }
  /// The names of a provider's resources.
  func resources(of provider: String) -> [String]
  /// The methods of a provider's resource.
  func methods(of provider: String, resource: String) -> [MethodSignature]
  /// Returns the signature of a method, or nil if it is unknown. A provider with open entities (Coursio) also has
  /// signatures for names it has never seen. `resource` is nil for `provider.request`.
  func method(of provider: String, resource: String?, name: String) -> MethodSignature?
  /// Whether the provider accepts any resource and method name (Coursio).
  func isOpen(_ provider: String) -> Bool
  /// The profile of calls that name none, set by `--profile`; nil for the default profile.
  var defaultProfile: String? { get }
}

extension Catalog {
  public var defaultProfile: String? { nil }

  /// Returns the account for a provider name with an optional profile; `current` is the account set by `use`.
  public func account(_ provider: String, profile: String?, current: Account? = nil) -> Account {
    guard let profile else {
      guard let current, current.provider == provider else { return Account(provider, profile: defaultProfile) }
      return current
    }
    return Account(provider, profile: profile == Account.defaultProfile ? nil : profile)
  }
}
