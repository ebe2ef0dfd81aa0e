import Calendar
import Diagnostics
import Glibc
public import HTTP
public import Query

/// The settings in `config.json`: `{"profiles": {"coderpad@new": {…}}, "output": "auto"}`.
public struct Settings: Sendable {
  /// The settings of a profile: `coderpad` for the default one, or `coderpad@new`.
  public struct Profile: Sendable {
    /// The base URL; nil for the manifest's.
    public var url: String?
    /// A shell command that prints the credential.
    public var credentialCommand: String?
    /// The policy, by risk class.
    public var policy: [Risk: Policy.Rule] = [:]
    /// Whether it is a production account, shown in red by the prompt.
    public var isProduction = false
    /// The maximum request rate of the account.
    public var rate: Rate?
  }

  /// The profiles by name.
  public var profiles: [String: Profile] = [:]
  /// The default output format.
  public var output: String?
  /// The calls after which the prompt reports the status.
  public var status: StatusReports?
  /// The colours of the input line.
  public var theme: Theme?
  /// Whether the signature of a call is shown while it is typed.
  public var signature: SignatureDisplay?
  /// The name of the time zone for times without one.
  public var timezone: String?
  /// Whether logins are stored in the keyring and all credentials are looked up there; nil looks up only those stored
  /// there by edush.
  public var usesKeyring: Bool?
  /// Whether runs are recorded in the journal.
  public var usesJournal = true
  /// The errors in the file.
  public var mistakes: [Mistake] = []

  /// Creates the default settings.
  public init() {}

  /// The settings of an account's profile.
  public func profile(_ account: Account) -> Profile { profiles[account.description] ?? Profile() }
}

extension Settings {
  /// An error in the settings; the valid parts are used.
  public struct Mistake: Sendable {
    /// The file, the member, and what is wrong with it.
    public var message: String
    /// What to do.
    public var hint: String?
    /// Whether a policy or base URL may have been lost. If so, only the prompt starts.
    public var isBreaking: Bool
    /// The file or folder of the configuration that contains it.
    var subject = "config.json"

    /// The error in one line.
    public var text: String { message + (hint.map { "; " + $0 } ?? "") }
  }

  /// Whether an error may have lost a policy or base URL.
  public var isBroken: Bool { mistakes.contains(where: \.isBreaking) }

  /// Reads the file if it exists.
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

  /// Reports dangling symbolic links: the target may have contained a policy or base URL.
  mutating func refuseDanglingLinks(_ paths: [String]) {
    mistakes += paths.filter(FileEntry.isDangling).map { .dangling($0) }
  }

  /// Reports an unknown time zone, since times would be interpreted differently.
  mutating func refuseUnknownZone(_ zones: ZoneDatabase) {
    guard let timezone, zones[timezone] == nil else { return }
    mistakes.append(
      Mistake(
        message: "timezone: unknown time zone `\(timezone)`", hint: zones.advice(for: timezone), isBreaking: true))
  }

  /// Reports profiles of unknown providers.
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
