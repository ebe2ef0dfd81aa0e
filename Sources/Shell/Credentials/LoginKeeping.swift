/// Whether a login outlives the process, and where it is kept then.
public enum LoginKeeping: Sendable {
  case no
  /// In the keyring with `"keyring": true` in `config.json`, else in the credentials file.
  case asSettingsSay
  case inKeyring
}
