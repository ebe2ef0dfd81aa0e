/// Resolves dotted names such as `coderpad@old.pads.get`. The compiler, the checks, completion, highlighting and the
/// language server all use this rule.
///
/// A resource of the current account takes precedence over a provider with the same name. The caller first checks
/// whether a definition or a builtin shadows the name.
public struct CallResolver {
  /// The meaning of a dotted name.
  public struct Resolution: Sendable {
    /// The account that the name refers to.
    public var account: Account
    /// Whether the first word is the name of a provider.
    public var isQualified: Bool
    /// Whether the name refers to `request`, which belongs to no resource.
    public var isRequest: Bool
    /// The index of the word that names the resource; nil for `request`.
    public var resourceIndex: Int?
    /// The index of the word that names the method, even if that word is missing or unknown.
    public var methodIndex: Int
    /// nil if the method is unknown or not yet named.
    public var method: MethodSignature?
  }

  /// The known providers, resources and methods.
  public let catalog: any Catalog
  /// The account set by `use`.
  public let current: Account?

  /// Creates a resolver.
  public init(_ catalog: any Catalog, current: Account?) {
    self.catalog = catalog
    self.current = current
  }

  /// Resolves the words of a name; nil if the first word is neither a provider nor a resource of the current account.
  ///
  /// - Parameter takesArguments: whether parentheses follow; only then is a bare `request` a call.
  public func resolve(_ words: [String], profile: String? = nil, takesArguments: Bool) -> Resolution? {
    guard let head = words.first else { return nil }
    let isProvider = catalog.providers.contains(head)
    if let current, profile == nil {
      if head == "request", takesArguments { return request(current, at: 0, isQualified: false) }
      if catalog.resources(of: current.provider).contains(head) || !isProvider && catalog.isOpen(current.provider) {
        return member(current, words, from: 0)
      }
    }
    guard isProvider else { return nil }
    let account = catalog.account(head, profile: profile, current: current)
    if words.count > 1, words[1] == "request" { return request(account, at: 1, isQualified: true) }
    return member(account, words, from: 1)
  }

  private func request(_ account: Account, at index: Int, isQualified: Bool) -> Resolution {
    Resolution(
      account: account, isQualified: isQualified, isRequest: true, resourceIndex: nil, methodIndex: index,
      method: catalog.method(of: account.provider, resource: nil, name: "request"))
  }

  private func member(_ account: Account, _ words: [String], from index: Int) -> Resolution {
    let method = index + 1 < words.count ? words[index + 1] : nil
    return Resolution(
      account: account, isQualified: index > 0, isRequest: false, resourceIndex: index, methodIndex: index + 1,
      method: method.flatMap { catalog.method(of: account.provider, resource: words[index], name: $0) })
  }
}

extension CallResolver {
  /// Finds the method that the words name exactly; nil if it is unknown or further words follow.
  public func method(named words: [String]) -> MethodSignature? {
    guard let found = resolve(words, takesArguments: true), found.methodIndex == words.count - 1 else { return nil }
    return found.method
  }

  /// Resolves a dotted name in a program.
  public func resolve(_ name: DottedName) -> Resolution? {
    resolve(name.words.map(\.text), profile: name.profileName, takesArguments: name.arguments != nil)
  }
}

extension DottedName {
  /// All words of the name: the head, then the members.
  public var words: [Name] { [head] + members }

  /// The profile without its `@`.
  public var profileName: String? {
    profile.map { $0.text.hasPrefix("@") ? String($0.text.dropFirst()) : $0.text }
  }

  /// The words after the given index: fields of the call's output.
  public func fields(after index: Int) -> ArraySlice<Name> { members.dropFirst(index) }
}
