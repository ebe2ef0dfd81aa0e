/// Resolves dotted names such as `coderpad@old.pads.get`: the one rule for the compiler, the checks, completion,
/// highlighting and the language server.
///
/// A resource of the account in use goes before a provider of that name. The caller looks first whether a definition or
/// a builtin hides the name.
public struct CallResolver {
  /// What a dotted name means.
  public struct Resolution: Sendable {
    public var account: Account
    /// Whether the first word is the provider's name.
    public var isQualified: Bool
    /// Whether the name means `request`, which belongs to no resource.
    public var isRequest: Bool
    /// The index of the word that names the resource; nil for `request`.
    public var resourceIndex: Int?
    /// The index of the word that names the method, whether it is there and known or not.
    public var methodIndex: Int
    /// nil where the method is unknown or not named yet.
    public var method: MethodSignature?
  }

  public let catalog: any Catalog
  /// The account that `use` set.
  public let current: Account?

  public init(_ catalog: any Catalog, current: Account?) {
    self.catalog = catalog
    self.current = current
  }

  /// The meaning of the words of a name; nil where the first one is neither a provider nor a resource in use.
  ///
  /// - Parameter takesArguments: whether parentheses follow; only then a bare `request` is a call.
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
  /// The method that the words of a name mean; nil where there are more words, or none of its name.
  public func method(named words: [String]) -> MethodSignature? {
    guard let found = resolve(words, takesArguments: true), found.methodIndex == words.count - 1 else { return nil }
    return found.method
  }

  /// The meaning of a name in a program.
  public func resolve(_ name: DottedName) -> Resolution? {
    resolve(name.words.map(\.text), profile: name.profileName, takesArguments: name.arguments != nil)
  }
}

extension DottedName {
  /// The head and the members.
  public var words: [Name] { [head] + members }

  /// The text of the profile without its `@`.
  public var profileName: String? {
    profile.map { $0.text.hasPrefix("@") ? String($0.text.dropFirst()) : $0.text }
  }

  /// The words after the one of an index: fields of what the call outputs.
  public func fields(after index: Int) -> ArraySlice<Name> { members.dropFirst(index) }
}
