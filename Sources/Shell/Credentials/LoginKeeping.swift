/// Whether and where a login is stored permanently.
public enum LoginKeeping: Sendable {
  case no
  /// In the keyring if `"keyring": true` is in `config.json`, otherwise in the credentials file.
  case asSettingsSay
  case inKeyring
}
