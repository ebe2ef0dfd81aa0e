public import HTTP
import JSON

/// What `config.json` says: `{"profiles": {"coderpad@new": {…}}, "output": "auto"}`.
public struct Settings: Sendable {
  /// One provider's profile, `coderpad` for the default one or `coderpad@new`.
  public struct Profile: Sendable {
    public var url: String?
    /// Prints the credential: a command line for `sh`.
    public var credentialCommand: String?
    public var policy: [Risk: Policy.Rule] = [:]
    /// A live account: the prompt shows it in red.
    public var isProduction = false
  }

  public var profiles: [String: Profile] = [:]
  public var output: String?
  /// Whether logins are kept in the keyring and all credentials looked for there; nil asks it for what was kept there only.
  public var usesKeyring: Bool?
  /// Mistakes in the file, in words; what could be read is used.
  public var mistakes: [String] = []
  /// Whether a mistake may have dropped a policy: nothing but the prompt starts then.
  public var isBroken = false

  public init() {}

  public func profile(_ provider: String, _ name: String?) -> Profile {
    profiles[name.map { "\(provider)@\($0)" } ?? provider] ?? Profile()
  }
}

extension Settings {
  /// Reads the bytes of the file.
  init(_ bytes: [UInt8], path: String) {
    self.init()
    let value: Value
    do {
      value = try Value.parse(utf8: CommentedJSON.withoutComments(bytes))
    } catch {
      mistakes.append("\(path) is no JSON: \(error.message)")
      isBroken = true
      return
    }
    guard let object = value.object else {
      mistakes.append("\(path) must hold an object")
      isBroken = true
      return
    }
    for (key, value) in object {
      switch key.string {
      case "output": output = value.string
      case "keyring":
        usesKeyring = value.bool
        if value.bool == nil { mistakes.append("\(path): keyring must be true or false") }
      case "profiles":
        for (name, value) in value.object ?? [:] { profiles[name.string] = profile(value, name: name.string, path) }
      default: mistakes.append("\(path): unknown setting `\(key.string)`; there are `output`, `keyring` and `profiles`")
      }
    }
  }

  private mutating func profile(_ value: Value, name: String, _ path: String) -> Profile {
    var profile = Profile()
    for (key, value) in value.object ?? [:] {
      switch key.string {
      case "url": profile.url = value.string
      case "credential_command": profile.credentialCommand = value.string
      case "production": profile.isProduction = value.bool ?? false
      case "policy":
        for (risk, rule) in value.object ?? [:] {
          if let risk = Risk(rawValue: risk.string), let rule = rule.string.flatMap(Policy.Rule.init(rawValue:)) {
            profile.policy[risk] = rule
          } else {
            mistakes.append("\(path): profiles.\(name).policy.\(risk.string) must be allow, confirm or deny")
            isBroken = true
          }
        }
      default:
        mistakes.append(
          "\(path): unknown setting `\(key.string)` of \(name); there are `url`, `credential_command`, `policy`, `production`"
        )
      }
    }
    return profile
  }
}
