/// The source of a credential, as shown to the user.
public enum CredentialSource: Sendable, Hashable, CustomStringConvertible {
  /// `login` in this session.
  case login
  /// An environment variable.
  case variable(String)
  /// The profile's `credential_command`.
  case command
  /// The desktop keyring.
  case keyring
  /// The credentials file at this path.
  case file(String)

  /// The source in words.
  public var description: String {
    switch self {
    case .login: "login of this session"
    case .variable(let name): name
    case .command: "credential_command"
    case .keyring: "keyring"
    case .file(let path): path
    }
  }

  /// The search order; the lowest rank wins.
  var rank: Int {
    switch self {
    case .login: 0
    case .variable: 1
    case .command: 2
    case .keyring: 3
    case .file: 4
    }
  }
}
