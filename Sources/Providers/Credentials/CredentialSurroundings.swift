public import Query

/// The sources of credentials: the environment, commands, the keyring and the credentials file.
public struct CredentialSurroundings: Sendable {
  /// The credentials file as found.
  public struct File: Sendable {
    /// The path of the file.
    public var path: String
    /// The content of the file.
    public var text: String
    /// Whether its mode allows others to read it; if so, it is refused.
    public var isReadableByOthers: Bool

    /// Creates a file.
    public init(path: String, text: String, isReadableByOthers: Bool) {
      self.path = path
      self.text = text
      self.isReadableByOthers = isReadableByOthers
    }
  }

  /// The settings of a profile in `config.json`.
  public struct Profile: Sendable {
    /// The base URL; nil for the manifest's.
    public var url: String?
    /// The command that prints credentials; nil for none.
    public var credentialCommand: String?

    /// Creates the settings of a profile.
    public init(url: String? = nil, credentialCommand: String? = nil) {
      self.url = url
      self.credentialCommand = credentialCommand
    }
  }

  /// Returns the value of an environment variable.
  public var environment: @Sendable (String) -> String?
  /// Returns the names of all environment variables, from which profile names are derived.
  public var variableNames: @Sendable () -> [String] = { [] }
  /// Reads the credentials file; nil if it does not exist.
  public var file: @Sendable () throws(Failure) -> File? = { () throws(Failure) in nil }
  /// Reads a credential from the keyring; nil if it is not there.
  public var keyring: @Sendable (_ account: Account, _ credential: String) throws(Failure) -> String? = {
    (_, _) throws(Failure) in nil
  }
  /// The profiles of a provider in the keyring.
  public var keyringProfiles: @Sendable (_ provider: String) -> [String] = { _ in [] }
  /// Runs a command line and returns its output.
  public var run: @Sendable (String) throws(Failure) -> String = { (_) throws(Failure) in
    throw Failure(.auth, "commands cannot be run here")
  }
  /// The settings of a profile; nil for the default profile.
  public var profile: @Sendable (_ provider: String, _ profile: String?) -> Profile = { _, _ in Profile() }
  /// The profiles of a provider in the settings.
  public var profiles: @Sendable (_ provider: String) -> [String] = { _ in [] }

  /// Creates surroundings with an environment only.
  public init(environment: @escaping @Sendable (String) -> String?) {
    self.environment = environment
  }
}
