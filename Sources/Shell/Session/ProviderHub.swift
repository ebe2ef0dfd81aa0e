import Diagnostics
import Glibc
import HTTP
import JSON
import Providers
import Query
import Rendering
import Script

/// The providers as the shell uses them: the client set up from settings and folders, and what it shows of them.
final class ProviderHub: Sendable {
  let client: ProviderClient
  /// What `undo` looks in; nil where nobody can take anything back.
  let undoHistory: UndoHistory?
  /// What programs find that are started: all but credentials.
  let programEnvironment: @Sendable () -> ProgramEnvironment
  /// The same variables for `env` of scripts and of the prompt.
  let scriptVariables: [(name: String, value: String)]
  private let connection: Connection
  private let cancellation: CurrentCancellation
  private let keeper: CredentialKeeper
  private let isSandboxed: Bool
  private let isDryRun: Bool
  private let userManifests: [String]
  private let manifestFolder: String

  init(
    options: ShellOptions, settings: Settings, surroundings: Surroundings, folders: Folders, connection: Connection,
    cancellation: CurrentCancellation, undoHistory: UndoHistory?
  ) {
    let manifests = Self.manifests(in: folders.providers)
    let withheld = ProviderClient.credentialVariables(of: manifests)
    scriptVariables = ProgramEnvironment.withoutCredentials(surroundings.variables, withholding: withheld)
    let environment: @Sendable () -> ProgramEnvironment = {
      ProgramEnvironment(surroundings.variables, withholding: withheld)
    }
    let keyring = Keyring(surroundings, settings, folders, environment: environment)
    var configuration = ProviderClient.Configuration(
      surroundings: CredentialSurroundings(
        surroundings, settings, keyring: keyring, credentials: folders.credentials, environment: environment),
      transport: Self.transport(connection, surroundings), log: connection.log, redactor: connection.redactor)
    configuration.manifests = manifests
    userManifests = manifests.map(\.name)
    manifestFolder = folders.providers
    configuration.defaultProfile = options.profile
    configuration.undoHistory = undoHistory
    self.undoHistory = undoHistory
    client = ProviderClient(configuration)
    client.hideCredentials(in: surroundings.variables)
    self.connection = connection
    self.cancellation = cancellation
    programEnvironment = environment
    keeper = CredentialKeeper(path: folders.credentials, keyring: keyring)
    isSandboxed = surroundings.isSandboxed
    isDryRun = options.isDryRun
  }

  /// The way out: in the sandbox to the sandbox only.
  private static func transport(_ connection: Connection, _ surroundings: Surroundings) -> any Transport {
    guard surroundings.isSandboxed else { return connection.transport }
    let bases = ["CODEMENTOR", "CODERPAD", "TUTREX", "COURSEPATH", "COURSIO"].compactMap { provider in
      surroundings.value("EDUSH_\(provider)_URL").flatMap { try? BaseURL($0) }
    }
    return SandboxTransport(next: connection.transport, origins: Set(bases.map(\.origin)))
  }

  var catalog: any Catalog { client.catalog }

  /// A line for each manifest of the user's folder that something is wrong with.
  var faultyManifests: [String] {
    userManifests.compactMap { name in
      let count = client.findings(in: name).count
      let path = "\(manifestFolder)/\(name).jq"
      let faults =
        count == 1
        ? "a fault; `edush provider check \(path)` shows it"
        : "\(count) faults; `edush provider check \(path)` shows them"
      return count == 0 ? nil : "providers/\(name).jq has \(faults)"
    }
  }

  /// What is wrong with the manifests of the user's folder that mistakes are about.
  func findings(behind mistakes: [Diagnostic]) -> [Diagnostic] {
    let words = Set(
      mistakes.flatMap { $0.message.split { !$0.isLetter && !$0.isNumber && $0 != "_" }.map(String.init) })
    return userManifests.filter(words.contains).flatMap { client.findings(in: $0) }
  }

  /// Carries out calls until the command that runs at the moment is cancelled.
  var caller: any Caller { CurrentCaller(client: client, cancellation: cancellation) }

  /// Hides the secret parts of answers.
  var mask: Mask { { [client] text, _ in client.displaySecrets.mask(text) } }

  func profiles(of provider: String) -> [String] { client.sessions.profiles(of: provider) }

  /// A caller that tells what each call would send, and sends nothing.
  func explainingCaller(_ show: @escaping @Sendable (String) -> Void) -> any Caller {
    ExplainingCaller(client: client, redactor: connection.redactor, show: show)
  }

  /// The user's own manifests: files `*.jq` of a folder.
  static func manifests(in folder: String) -> [(name: String, text: String)] {
    manifestFiles(in: folder).compactMap { path in
      let text = (try? LocalFile.contents(of: path, .regular)).map { String(decoding: $0, as: UTF8.self) }
      return text.map { (Launch.providerName(path), $0) }
    }
  }

  /// Their paths, in order.
  static func manifestFiles(in folder: String) -> [String] {
    guard let listing = opendir(folder) else { return [] }
    defer { closedir(listing) }
    var names: [String] = []
    while let entry = readdir(listing) {
      let name = withUnsafePointer(to: &entry.pointee.d_name) { pointer in
        pointer.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
      }
      if name.hasSuffix(".jq"), !name.hasPrefix(".") { names.append(name) }
    }
    return names.sorted().map { folder + "/" + $0 }
  }
}

// MARK: Tables

extension ProviderHub {
  /// A row for each provider.
  var overview: [Value] {
    catalog.providers.map { name in
      guard let description = try? client.description(of: name) else {
        return ["provider": Value(name), "title": "its manifest is wrong", "address": nil, "resources": nil]
      }
      return [
        "provider": Value(name), "title": Value(description.title), "address": Value(description.base),
        "resources": Value(description.resources.map(\.name).joined(separator: " ")),
      ]
    }
  }

  /// A row for each session.
  var sessionOverview: [Value] {
    let sessions = client.sessions.list()
    let changed = Dictionary(
      Set(sessions.map(\.account.provider)).map { ($0, client.overlaid(of: $0)) }, uniquingKeysWith: { $1 }
    ).filter { !$0.value.isEmpty }
    return sessions.map { session in
      let limit = session.rateLimit.flatMap { try? connection.windows.status($0) }
      var row: Object = [
        "session": Value(session.account.description),
        "credential": Value(session.source?.description ?? session.failure?.message ?? "not logged in"),
        "address": session.base.map { Value($0) } ?? nil, "requests left": limit.map { Value($0.remaining) } ?? nil,
      ]
      // A column only where there is something to look at.
      if !changed.isEmpty {
        row["changed"] = changed[session.account.provider].map { Value($0.joined(separator: " ")) } ?? .null
      }
      return Value(row)
    }
  }
}

// MARK: Sessions

extension ProviderHub {
  func login(_ provider: ProviderInUse, _ arguments: Object) throws(Failure) {
    let account = Account(provider.name, profile: provider.profile)
    try client.sessions.login(account, arguments, cancellation: cancellation.value)
  }

  /// Whether nothing is known of a named profile, so that there is no session to end.
  func isUnknown(_ provider: ProviderInUse) -> Bool {
    guard let profile = provider.profile, !profiles(of: provider.name).contains(profile) else { return false }
    return client.sessions.session(Account(provider.name, profile: profile)).source == nil
  }

  func logout(_ provider: ProviderInUse) throws(Failure) {
    try client.sessions.logout(Account(provider.name, profile: provider.profile))
  }

  /// What to ask for when nothing else gives the credential.
  func wanted(_ provider: ProviderInUse) throws(Failure) -> [Sessions.Credential] {
    try client.sessions.missing(for: Account(provider.name, profile: provider.profile))
  }

  /// The names of the provider's credentials.
  func credentialNames(_ provider: ProviderInUse) throws(Failure) -> [String] {
    try client.sessions.credentials(of: Account(provider.name, profile: provider.profile)).map(\.name)
  }

  /// What a login of the provider takes, with what it is.
  func loginNames(of provider: String) -> [Completer.Knowledge.Name] {
    let account = Account(provider)
    let credentials = ((try? client.sessions.credentials(of: account)) ?? []).map {
      Completer.Knowledge.Name(name: $0.name, summary: $0.summary)
    }
    return credentials
      + client.sessions.callArguments(of: account).map {
        .init(name: $0, summary: "of a login call")
      }
  }

  /// Whether a provider's credential may be seen.
  var isOpen: @Sendable (_ provider: String, _ name: String) -> Bool {
    { [client] provider, name in
      let known = try? client.sessions.credentials(of: Account(provider))
      return known?.contains { $0.name == name && !$0.isSecret } ?? false
    }
  }

  /// Where a login that is to last is kept, as settings have it.
  var place: CredentialKeeper.Place { keeper.keyring.use == .always ? .keyring : .file }

  var keyring: Keyring { keeper.keyring }

  /// Whether the machine has a keyring that credentials may be kept in.
  var hasKeyring: Bool { keeper.keyring.use != .never && keeper.keyring.tool != nil }

  /// Keeps credentials, none of the sandbox's; returns what to tell.
  func keep(
    _ credentials: [String: String], of provider: ProviderInUse, in place: CredentialKeeper.Place
  ) throws(Failure) -> [String] {
    guard !isSandboxed else { return [] }
    guard !isDryRun else { return ["would be kept in \(place == .keyring ? Keyring.name : keeper.path)"] }
    return try keeper.keep(credentials, of: Account(provider.name, profile: provider.profile), in: place)
  }

  /// Removes the account's credentials from wherever they are kept; returns what to tell.
  func forget(_ provider: ProviderInUse) throws(Failure) -> [String] {
    guard !isSandboxed else { return [] }
    guard !isDryRun else { return ["would be removed from wherever it is stored"] }
    let account = Account(provider.name, profile: provider.profile)
    return try keeper.forget(account, names: try credentialNames(provider))
  }
}
