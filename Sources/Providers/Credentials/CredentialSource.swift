/// Where a credential in use comes from, as people are told.
public enum CredentialSource: Sendable, Hashable, CustomStringConvertible {
  /// `login` in this session.
  case login
  /// A variable of the environment.
  case variable(String)
  /// The profile's `credential_command`.
  case command
  /// The keyring of the desktop.
  case keyring
  /// The credentials file at this path.
  case file(String)

  public var description: String {
    switch self {
    case .login: "login of this session"
    case .variable(let name): name
    case .command: "credential_command"
    case .keyring: "keyring"
    case .file(let path): path
    }
  }

  /// The order of search; a lower one wins.
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
