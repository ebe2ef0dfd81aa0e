/// The names of providers, resources and methods; the resolver, completion and help ask it.
public protocol Catalog: Sendable {
  var providers: [String] { get }
  func resources(of provider: String) -> [String]
  func methods(of provider: String, resource: String) -> [MethodSignature]
  /// The signature of a method; a provider with open entities (Coursio) answers for names it has never seen.
  /// `resource` is nil for `provider.request`.
  func method(of provider: String, resource: String?, name: String) -> MethodSignature?
  /// Whether any resource and method name is acceptable (Coursio).
  func isOpen(_ provider: String) -> Bool
  /// The profile of calls that name none, as `--profile` sets it; nil is the default one.
  var defaultProfile: String? { get }
}

extension Catalog {
  public var defaultProfile: String? { nil }

  /// The account that a provider's name with or without a profile means; `current` is the one that `use` set.
  public func account(_ provider: String, profile: String?, current: Account? = nil) -> Account {
    guard let profile else {
      guard let current, current.provider == provider else { return Account(provider, profile: defaultProfile) }
      return current
    }
    return Account(provider, profile: profile == Account.defaultProfile ? nil : profile)
  }
}
