public import HTTP
public import Query
public import Rendering

/// The command-line options of commands that use APIs.
public struct ShellOptions: Sendable {
  /// The default profile: `--profile`.
  public var profile: String?
  /// Whether only reads are allowed: `--read-only`.
  public var isReadOnly = false
  /// Whether every confirmation is accepted: `--yes`.
  public var answersYes = false
  /// The risk classes that need no confirmation: `--allow`.
  public var allowed: Set<Risk> = []
  /// Whether a script that writes runs in spite of dangers.
  public var acceptsDangers = false
  /// Whether writes are planned instead of sent: `--dry-run`.
  public var isDryRun = false
  /// Whether the run is recorded or replayed; nil for neither.
  public var cassette: CassetteChoice?
  /// How long a call may wait for rate limits.
  public var whenFull = WhenFull.wait
  /// The time limit of a call in seconds; nil for the default timeouts.
  public var timeout: Double?
  /// The maximum number of writes; nil for no limit.
  public var maxWrites: Int?
  /// The request rates of accounts, which override those in the settings.
  public var rates = WantedRates()
  /// Whether every exchange is shown on standard error.
  public var isVerbose = false
  /// The output format.
  public var format = OutputFormat.auto
  /// Whether colours are disabled.
  public var refusesColour = false
  /// Whether runs are recorded in the journal.
  public var usesJournal = true
  /// Whether the object of a write is read first, for the journal.
  public var takesPictures = true
  /// The folders to search for modules, after the script's own folder.
  public var moduleFolders: [String] = []

  /// The only folder in which scripts may read and write; nil for no restriction.
  public var filesFolder: String?
  /// The names of the command's options including dashes, to detect options after the script that belong before it.
  public var names: Set<String> = []

  /// Creates the default options.
  public init() {}

  /// Whether a cassette is replayed, so that nothing is sent or confirmed.
  public var isReplaying: Bool {
    if case .replay = cassette { true } else { false }
  }
}
