import HTTP
import Providers
import Query

/// What everything in the shell is built on, put together in this one place: for the prompt and scripts, for `doctor`, and
/// for the language server.
struct Services: Sendable {
  /// Who uses them, and how that one is reached.
  struct User: Sendable {
    /// Tells a person something while they wait.
    var notice: @Sendable (String) -> Void = { _ in }
    /// Asks for confirmations; nil where nobody can answer.
    var questioner: Questioner?
    var cancellation = CurrentCancellation()
    /// Whether writes are kept, to be undone or repeated.
    var keepsWrites = false
    /// Whether the first write to each account is announced.
    var announcesWrites = false
    /// Whether anything can be sent, and credentials are looked for.
    var isOnline = true
  }

  let options: ShellOptions
  let surroundings: Surroundings
  let folders: Folders
  let settings: Settings
  /// Which files may be read and written.
  let access: FileAccess
  let connection: Connection
  let providers: ProviderHub

  /// - Parameter folders: where configuration and state are, unless the environment says it.
  init(
    _ options: ShellOptions, _ surroundings: Surroundings, in folders: Folders? = nil, for user: User = User()
  ) {
    self.options = options
    self.surroundings = surroundings
    let folders = folders ?? Folders(environment: surroundings.environment)
    self.folders = folders
    access = FileAccess(options, folders)
    let manifests = ProviderHub.manifests(in: folders.providers)
    var settings = Settings(at: folders.settings)
    settings.refuseStrangers(knowing: ProviderClient.names(beside: manifests.map(\.name)))
    self.settings = settings
    connection = Connection(
      options: options, settings: settings, surroundings: surroundings, folders: folders, user: user)
    providers = ProviderHub(
      options: options, settings: settings, surroundings: surroundings, folders: folders, manifests: manifests,
      connection: connection, user: user)
  }
}
