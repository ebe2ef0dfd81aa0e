public import HTTP
public import Query
public import Rendering

/// What the command line said about everything that talks to an API (cli.md).
public struct ShellOptions: Sendable {
  /// The profile where none is named.
  public var profile: String?
  public var isReadOnly = false
  public var answersYes = false
  public var allowed: Set<Risk> = []
  /// Whether a script that writes starts although something in it is probably not meant.
  public var acceptsDangers = false
  public var isDryRun = false
  /// Whether the run is recorded, or replayed; nil for neither.
  public var cassette: CassetteChoice?
  /// How long a rate limit may be waited for in one call.
  public var whenFull = WhenFull.wait
  /// Seconds that a call may take; nil for the default limits.
  public var timeout: Double?
  /// How many writes may be sent; nil for any number.
  public var maxWrites: Int?
  /// The request rates of accounts; they override those of the settings.
  public var rates = WantedRates()
  /// Whether every exchange is shown on standard error.
  public var isVerbose = false
  public var format = OutputFormat.auto
  public var refusesColour = false
  /// Whether runs are kept in the journal.
  public var usesJournal = true
  /// Whether the object of a write is read before it, for the journal.
  public var takesPictures = true
  /// Where modules are looked for, behind the script's own folder.
  public var moduleFolders: [String] = []

  /// The one folder in which scripts may read and write; nil for all that the user may.
  public var filesFolder: String?
  /// The options that the command has, dashes included, for those that are given after the script instead of before it.
  public var names: Set<String> = []

  public init() {}

  /// Whether a recording answers, so that nothing is sent and nothing is asked.
  public var isReplaying: Bool {
    if case .replay = cassette { true } else { false }
  }
}
