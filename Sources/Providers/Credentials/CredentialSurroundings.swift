public import Query

/// What credentials are looked for in: the environment, the output of commands, the keyring, the credentials file.
public struct CredentialSurroundings: Sendable {
  /// The credentials file as it was found.
  public struct File: Sendable {
    public var path: String
    public var text: String
    /// Whether its mode lets others read it; it is refused then.
    public var isReadableByOthers: Bool

    public init(path: String, text: String, isReadableByOthers: Bool) {
      self.path = path
      self.text = text
      self.isReadableByOthers = isReadableByOthers
    }
  }

  /// What a profile says in `config.json`.
  public struct Profile: Sendable {
    public var url: String?
    public var credentialCommand: String?

    public init(url: String? = nil, credentialCommand: String? = nil) {
      self.url = url
      self.credentialCommand = credentialCommand
    }
  }

  /// The value of a variable.
  public var environment: @Sendable (String) -> String?
  /// The names of all variables, from which the names of profiles are read.
  public var variableNames: @Sendable () -> [String] = { [] }
  /// Reads the credentials file; nil where there is none.
  public var file: @Sendable () throws(Failure) -> File? = { () throws(Failure) in nil }
  /// Asks the keyring for a credential; nil where it was never put there.
  public var keyring: @Sendable (_ account: Account, _ credential: String) throws(Failure) -> String? = {
    (_, _) throws(Failure) in nil
  }
  /// The profiles of a provider that the keyring knows.
  public var keyringProfiles: @Sendable (_ provider: String) -> [String] = { _ in [] }
  /// Runs a command line and returns what it prints.
  public var run: @Sendable (String) throws(Failure) -> String = { (_) throws(Failure) in
    throw Failure(.auth, "commands cannot be run here")
  }
  /// The settings of a profile, nil for the default one.
  public var profile: @Sendable (_ provider: String, _ profile: String?) -> Profile = { _, _ in Profile() }
  /// The profiles that the settings name.
  public var profiles: @Sendable (_ provider: String) -> [String] = { _ in [] }

  public init(environment: @escaping @Sendable (String) -> String?) {
    self.environment = environment
  }
}
