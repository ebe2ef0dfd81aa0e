import Calendar
import Diagnostics
import Glibc
public import HTTP
public import Query

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
    /// The request rate of the account.
    public var rate: Rate?
  }

  public var profiles: [String: Profile] = [:]
  public var output: String?
  /// After which calls the prompt reports the status.
  public var status: StatusReports?
  /// The colours of the input line.
  public var theme: Theme?
  /// Whether the signature of a call is shown while it is typed.
  public var signature: SignatureDisplay?
  /// The name of the zone of times without one.
  public var timezone: String?
  /// Whether logins are kept in the keyring and all credentials looked for there; nil asks it for what was kept there only.
  public var usesKeyring: Bool?
  /// Whether runs are kept in the journal.
  public var usesJournal = true
  public var mistakes: [Mistake] = []

  public init() {}

  public func profile(_ account: Account) -> Profile { profiles[account.description] ?? Profile() }
}

extension Settings {
  /// Something that is not as it must be; what could be read is used.
  public struct Mistake: Sendable {
    /// The file, the member, and what is wrong with it.
    public var message: String
    public var hint: String?
    /// Whether it may have dropped a policy or an address: nothing but the prompt starts then.
    public var isBreaking: Bool
    /// The file or folder of the configuration that it is in.
    var subject = "config.json"

    /// In one line.
    public var text: String { message + (hint.map { "; " + $0 } ?? "") }
  }

  /// Whether a mistake may have dropped a policy or an address.
  public var isBroken: Bool { mistakes.contains(where: \.isBreaking) }

  /// Reads the file where there is one.
  init(at path: String) {
    self.init()
    guard FileEntry.exists(path) else { return }
    guard !FileEntry.isDangling(path) else {
      mistakes.append(.dangling(path))
      return
    }
    do throws(FileError) {
      self = SettingsReader.read(try LocalFile.contents(of: path, .regular), path: path)
    } catch {
      mistakes.append(
        Mistake(message: error.description, hint: "it must be a file that you can read", isBreaking: true))
    }
  }

  /// Finds the links that lead nowhere: what was there may have been a policy or an address.
  mutating func refuseDanglingLinks(_ paths: [String]) {
    mistakes += paths.filter(FileEntry.isDangling).map { .dangling($0) }
  }

  /// Finds a time zone that there is not: texts would mean another time.
  mutating func refuseUnknownZone(_ zones: ZoneDatabase) {
    guard let timezone, zones[timezone] == nil else { return }
    mistakes.append(
      Mistake(
        message: "timezone: unknown time zone `\(timezone)`", hint: zones.advice(for: timezone), isBreaking: true))
  }

  /// Finds the profiles of no provider that there is.
  mutating func refuseStrangers(knowing providers: [String]) {
    for name in profiles.keys.sorted() {
      let provider = String(name.prefix { $0 != "@" })
      guard !providers.contains(provider) else { continue }
      let near = providers.nearest(to: provider).map { "did you mean `\($0)`?" }
      let profile = profiles[name] ?? Profile()
      mistakes.append(
        Mistake(
          message: "profiles.\(name) matches no provider",
          hint: near ?? "known providers: " + providers.joined(separator: ", "),
          isBreaking: !profile.policy.isEmpty || profile.url != nil))
    }
  }
}

extension Settings.Mistake {
  fileprivate static func dangling(_ path: String) -> Self {
    Self(
      message: "\(path) is a link to a file that does not exist", hint: "restore the file, or remove the link",
      isBreaking: true, subject: path.split(separator: "/").last.map(String.init) ?? path)
  }
}
