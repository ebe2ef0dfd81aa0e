import Diagnostics
import HTTP
import JSON
import Query
import Rendering

/// Reads `config.json` and collects its errors.
struct SettingsReader {
  private static let members = [
    "output", "status", "theme", "signature", "timezone", "keyring", "journal", "profiles",
  ]
  private static let profileMembers = ["url", "credential_command", "policy", "production", "rate"]
  /// Words in the name of an unknown setting that suggest it was meant to prevent requests.
  private static let protectiveWords = [
    "read", "only", "deny", "allow", "forbid", "refuse", "confirm", "safe", "protect", "write", "outward",
    "destructive",
    "policy", "production", "permission",
  ]

  private let path: String
  private var settings = Settings()

  static func read(_ bytes: [UInt8], path: String) -> Settings {
    var reader = SettingsReader(path: path)
    reader.read(bytes)
    return reader.settings
  }

  private init(path: String) {
    self.path = path
  }

  private mutating func read(_ written: [UInt8]) {
    let value: Value
    let bytes: [UInt8]
    do throws(EncodingFault) {
      bytes = try TextDecoder.utf8(written)
    } catch {
      return note("\(path):\(error.line): \(error.message)", hint: "save it as UTF-8", breaking: true)
    }
    do {
      value = try Value.parse(utf8: CommentedJSON.withoutComments(bytes))
    } catch {
      return note("\(path) is not valid JSON: \(error.message)", breaking: true)
    }
    for name in RepeatedMembers.paths(in: CommentedJSON.withoutComments(bytes)) {
      fault("duplicate key \(name): only the last one would count", breaking: true)
    }
    guard let object = value.object else { return note("\(path) must contain an object", breaking: true) }
    for (key, value) in object {
      switch key.string {
      case "output": readOutput(value)
      case "status": settings.status = word(value, "status")
      case "theme": settings.theme = word(value, "theme")
      case "signature": settings.signature = word(value, "signature")
      case "timezone": settings.timezone = text(value, "timezone")
      case "keyring":
        settings.usesKeyring = value.bool
        if value.bool == nil { fault("keyring must be true or false", breaking: false) }
      case "journal":
        settings.usesJournal = value.bool ?? true
        if value.bool == nil { fault("journal must be true or false", breaking: false) }
      case "profiles": readProfiles(value)
      default: refuse(key.string, value)
      }
    }
  }

  private mutating func readOutput(_ value: Value) {
    let names = OutputFormat.allCases.map(\.rawValue)
    if let text = value.string, names.contains(text) { return settings.output = text }
    fault(
      "output must be one of \(names.joined(separator: ", "))", near: value.string.flatMap(names.nearest),
      breaking: true)
  }

  private mutating func word<Word: WordSetting>(_ value: Value, _ name: String) -> Word? {
    if let word = value.string.flatMap(Word.init(rawValue:)) { return word }
    let names = Word.words.map(\.name)
    fault(
      "\(name) must be one of \(names.joined(separator: ", "))", near: value.string.flatMap(names.nearest),
      breaking: false)
    return nil
  }

  /// Reports an unknown member, so that a misspelt policy or base URL is not lost.
  private mutating func refuse(_ name: String, _ value: Value) {
    let message = "unknown setting `\(name)`; known settings: \(Self.members.joined(separator: ", "))"
    if Self.profileMembers.contains(name) {
      return note(
        "\(path): \(message)", hint: "`\(name)` belongs in a profile: `profiles.coderpad.\(name)`", breaking: true)
    }
    let near = Self.members.nearest(to: name)
    let meant = near ?? Self.profileMembers.nearest(to: name)
    let mayProtect = Self.protectiveWords.contains(where: name.lowercased().contains)
    fault(message, near: near, breaking: meant != nil || value.kind == .object || mayProtect)
  }
}

// MARK: Profiles

extension SettingsReader {
  private mutating func readProfiles(_ value: Value) {
    guard let profiles = value.object else {
      return fault("profiles must be an object, not \(value.typeName)", breaking: true)
    }
    for (name, value) in profiles {
      let profile = profile(value, "profiles.\(name.string)")
      guard let account = account(name.string) else { continue }
      if settings.profiles.updateValue(profile, forKey: account.description) != nil {
        fault("profiles.\(name.string) is the same profile as profiles.\(account)", breaking: true)
      }
    }
  }

  /// The account of a profile's name. Reports an invalid name, since its policy would be lost.
  private mutating func account(_ text: String) -> Account? {
    let parts = text.split(separator: "@", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
    guard parts.count > 1, parts[1] != Account.defaultProfile else { return Account(parts[0]) }
    guard Account.isProfileName(parts[1]) else {
      note("\(path): profiles.\(text) is not a valid profile name", hint: Account.profileNameAdvice, breaking: true)
      return nil
    }
    return Account(parts[0], profile: parts[1])
  }

  private mutating func profile(_ value: Value, _ place: String) -> Settings.Profile {
    var profile = Settings.Profile()
    guard let members = value.object else {
      fault("\(place) must be an object, not \(value.typeName)", breaking: true)
      return profile
    }
    for (key, value) in members {
      let place = "\(place).\(key.string)"
      switch key.string {
      case "url": profile.url = text(value, place)
      case "credential_command": profile.credentialCommand = text(value, place)
      case "production":
        profile.isProduction = value.bool ?? true
        if value.bool == nil { fault("\(place) must be true or false", breaking: true) }
      case "policy": profile.policy = policy(value, place)
      case "rate":
        profile.rate = value.string.flatMap { Rate(parsing: $0) }
        if profile.rate == nil {
          fault("\(place) must be a rate such as \"5/s\", \"300/m\" or \"1000/h\"", breaking: true)
        }
      default: refuse(key.string, value, in: place)
      }
    }
    return profile
  }

  private mutating func refuse(_ name: String, _ value: Value, in place: String) {
    let near = Self.profileMembers.nearest(to: name)
    let known = Self.profileMembers.map { "`\($0)`" }.joined(separator: ", ")
    fault("\(place) is unknown; known: \(known)", near: near, breaking: near != nil || value.kind == .object)
  }

  private mutating func text(_ value: Value, _ place: String) -> String? {
    if let text = value.string { return text }
    fault("\(place) must be a string, not \(value.typeName)", breaking: true)
    return nil
  }

  private mutating func policy(_ value: Value, _ place: String) -> [Risk: Policy.Rule] {
    guard let members = value.object else {
      fault("\(place) must be an object such as {\"destructive\": \"deny\"}, not \(value.typeName)", breaking: true)
      return [:]
    }
    var rules: [Risk: Policy.Rule] = [:]
    for (key, value) in members {
      let classes = Risk.allCases.map(\.rawValue)
      guard let risk = Risk(rawValue: key.string) else {
        fault(
          "\(place).\(key.string) is not a risk class; the classes are \(classes.joined(separator: ", "))",
          near: classes.nearest(to: key.string), breaking: true)
        continue
      }
      guard let rule = value.string.flatMap(Policy.Rule.init(rawValue:)) else {
        let near = value.string.flatMap(Policy.Rule.allCases.map(\.rawValue).nearest)
        fault("\(place).\(key.string) must be allow, confirm or deny", near: near, breaking: true)
        continue
      }
      rules[risk] = rule
    }
    return rules
  }
}

// MARK: Errors

extension SettingsReader {
  private mutating func fault(_ what: String, near: String? = nil, breaking: Bool) {
    note("\(path): \(what)", hint: near.map { "did you mean `\($0)`?" }, breaking: breaking)
  }

  private mutating func note(_ message: String, hint: String? = nil, breaking: Bool) {
    settings.mistakes.append(Settings.Mistake(message: message, hint: hint, isBreaking: breaking))
  }
}
