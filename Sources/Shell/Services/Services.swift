import Calendar
import HTTP
import Providers
import Runner

/// The services of the shell, assembled in one place for the prompt, scripts, `doctor` and the language server.
struct Services: Sendable {
  let options: ShellOptions
  let surroundings: Surroundings
  let folders: Folders
  let settings: Settings
  let zones: TimeZones
  /// The rules for reading and writing files.
  let access: FileAccess
  /// The environment for programs and scripts.
  let environment: OpenEnvironment
  /// The cancellation of the running command.
  let cancellation: CurrentCancellation
  let connection: Connection
  let providers: ProviderAccess
  let logins: Logins
  let manifestFindings: ManifestFindings
  /// The ids of earlier sessions; nil if they are not stored.
  let idCache: IDCache?
  /// The current run.
  let run = CurrentRecorder()
  let line = CurrentLine()
  /// Whether the object of a write is read first, for the journal.
  let takesPictures: Bool

  /// - Parameter folders: the folders for configuration and state; nil derives them from the environment.
  init(
    _ options: ShellOptions, _ surroundings: Surroundings, in folders: Folders? = nil, for user: ShellUser = ShellUser()
  ) {
    self.options = options
    self.surroundings = surroundings
    let folders = folders ?? Folders(environment: surroundings.environment)
    self.folders = folders
    access = FileAccess(options, folders)
    let manifests = folders.manifests.sources
    let zones = ZoneDatabase(surroundings)
    settings = Self.settings(folders, manifests, zones)
    self.zones = TimeZones(zones, set: settings.timezone)
    let environment = OpenEnvironment(variables: surroundings.variables, manifests: manifests)
    self.environment = environment
    cancellation = user.cancellation
    connection = Connection(
      options: options, settings: settings, surroundings: surroundings, folders: folders, user: user)
    let keyring = Keyring(surroundings, settings, folders, environment: { environment.ofPrograms })
    let credentials =
      user.cassette?.credentials
      ?? CredentialSurroundings(
        surroundings, settings, keyring: keyring, credentials: folders.credentials,
        environment: { environment.ofPrograms })
    var configuration = ProviderClient.Configuration(
      options, settings, surroundings, manifests: manifests, credentials: credentials, connection: connection,
      user: user)
    configuration.timezone = { [zones = self.zones] in zones.current }
    configuration.settler = CurrentDoubts(run)
    takesPictures = options.takesPictures && JournalUse(options, settings, surroundings).isOn
    configuration.innerStages = user.stages + [JournalStage(run, takesPictures: takesPictures)]
    let client = ProviderClient(configuration)
    client.hideCredentials(in: surroundings.variables)
    providers = ProviderAccess(
      client: client, undoHistory: configuration.undoHistory, cancellation: cancellation)
    logins = Logins(
      sessions: client.sessions, keeper: CredentialKeeper(path: folders.credentials, keyring: keyring),
      cancellation: cancellation, keepsNothing: surroundings.isSandboxed || options.isReplaying,
      isDryRun: options.isDryRun)
    let keepsIDs = user.keepsWrites && !surroundings.isSandboxed && !options.isReplaying
    idCache = IDCache(folder: keepsIDs ? folders.cache : nil, client)
    manifestFindings = ManifestFindings(client, folders.manifests, names: manifests.map(\.name))
  }

  private static func settings(
    _ folders: Folders, _ manifests: [ManifestSource], _ zones: ZoneDatabase
  ) -> Settings {
    var settings = Settings(at: folders.settings)
    settings.refuseUnknownZone(zones)
    settings.refuseDanglingLinks([folders.credentials, folders.providers])
    settings.refuseStrangers(knowing: ProviderClient.names(beside: manifests.map(\.name)))
    return settings
  }

  var budgets: RequestBudgets { RequestBudgets(sessions: providers.client.sessions, windows: connection.windows) }
}
