import Diagnostics
import Glibc
import HTTP
import JSON
import Providers
import Query
import Rendering
import Script
import Synchronization

/// The providers as the shell uses them: the client set up from settings and folders, and what it shows of them.
final class ProviderHub: Sendable {
  let client: ProviderClient
  /// What `undo` looks in; nil where nobody can take anything back.
  let undoHistory: UndoHistory?
  /// What programs find that are started: all but credentials.
  let programEnvironment: @Sendable () -> ProgramEnvironment
  /// The same variables for `env` of scripts and of the prompt.
  let scriptVariables: @Sendable () -> [(name: String, value: String)]
  private let connection: Connection
  private let cancellation: CurrentCancellation
  private let keeper: CredentialKeeper
  private let isSandboxed: Bool
  private let isDryRun: Bool
  private let userManifests: [String]
  private let manifestFolder: String
  /// Manifests of the user's folder that were told to be wrong.
  private let reported = Mutex<Set<String>>([])

  init(
    options: ShellOptions, settings: Settings, surroundings: Surroundings, folders: Folders,
    manifests: [ManifestSource], connection: Connection, user: Services.User
  ) {
    let withheld: @Sendable () -> Set<String> = { ProviderClient.credentialVariables(of: manifests) }
    scriptVariables = {
      ProgramEnvironment.withoutCredentials(surroundings.variables, withholding: withheld())
    }
    let environment: @Sendable () -> ProgramEnvironment = {
      ProgramEnvironment(surroundings.variables, withholding: withheld())
    }
    let keyring = Keyring(surroundings, settings, folders, environment: environment)
    var configuration = ProviderClient.Configuration(
      surroundings: user.isOnline
        ? CredentialSurroundings(
          surroundings, settings, keyring: keyring, credentials: folders.credentials, environment: environment)
        : CredentialSurroundings(environment: { _ in nil }),
      transport: Self.transport(connection, surroundings), gate: connection.gate, log: connection.log,
      redactor: connection.redactor)
    configuration.manifests = manifests
    userManifests = manifests.map(\.name)
    manifestFolder = folders.providers
    configuration.defaultProfile = options.profile
    undoHistory = user.keepsWrites ? UndoHistory() : nil
    configuration.undoHistory = undoHistory
    configuration.keepsCalls = user.keepsWrites
    configuration.planner = connection.planner
    if user.announcesWrites { configuration.admitted = WriteNotice(settings, user.notice).announce }
    client = ProviderClient(configuration)
    client.hideCredentials(in: surroundings.variables)
    self.connection = connection
    cancellation = user.cancellation
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

  /// A line for each manifest of the user's folder that something is wrong with and that was used since the last call, but
  /// for those that a mistake is about: these are shown with all that is wrong.
  func faultsInUse(besides mistakes: [Diagnostic]) -> [String] {
    let named = Set(manifests(behind: mistakes))
    let used = client.usedProviders
    let news = reported.withLock { reported in
      userManifests.filter { used.contains($0) && reported.insert($0).inserted }
    }
    return news.filter { !named.contains($0) }.compactMap { name in
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
    manifests(behind: mistakes).flatMap { client.findings(in: $0) }
  }

  /// All that is wrong with the user's manifests.
  var manifestFindings: [Diagnostic] { userManifests.flatMap { client.findings(in: $0) } }

  private func manifests(behind mistakes: [Diagnostic]) -> [String] {
    guard !mistakes.isEmpty, !userManifests.isEmpty else { return [] }
    let words = Set(
      mistakes.flatMap { $0.message.split { !$0.isLetter && !$0.isNumber && $0 != "_" }.map(String.init) })
    return userManifests.filter(words.contains)
  }

  /// Carries out calls until the command that runs at the moment is cancelled.
  var caller: any Caller { CurrentCaller(client: client, cancellation: cancellation) }

  /// Carries out reads, and refuses all else.
  var reader: any Caller { CurrentCaller(client: client, cancellation: cancellation, onlyReads: true) }

  /// Hides the secret parts of answers.
  var mask: Mask { { [client] text, _ in client.displaySecrets.mask(text) } }

  func profiles(of provider: String) -> [String] { client.sessions.profiles(of: provider) }

  /// A caller that tells what each call would send, and sends nothing.
  func explainingCaller(_ show: @escaping @Sendable (String) -> Void) -> any Caller {
    ExplainingCaller(client: client, redactor: connection.redactor, show: show)
  }

  /// The user's own manifests: files `*.jq` of a folder. Only their names are read; texts when they are needed.
  static func manifests(in folder: String) -> [ManifestSource] {
    manifestFiles(in: folder).map { path in
      ManifestSource(name: Launch.providerName(path)) {
        (try? LocalFile.contents(of: path, .regular)).map { String(decoding: $0, as: UTF8.self) }
      }
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
  func login(_ account: Account, _ arguments: Object) throws(Failure) {
    try client.sessions.login(account, arguments, cancellation: cancellation.value)
  }

  /// Whether nothing is known of a named profile, so that there is no session to end.
  func isUnknown(_ account: Account) -> Bool {
    guard let profile = account.profile, !profiles(of: account.provider).contains(profile) else { return false }
    return client.sessions.session(account).source == nil
  }

  func logout(_ account: Account) throws(Failure) {
    try client.sessions.logout(account)
  }

  /// What to ask for when nothing else gives the credential.
  func wanted(_ account: Account) throws(Failure) -> [Sessions.Credential] {
    try client.sessions.missing(for: account)
  }

  /// The names of the provider's credentials.
  func credentialNames(_ account: Account) throws(Failure) -> [String] {
    try client.sessions.credentials(of: account).map(\.name)
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
    _ credentials: [String: String], of account: Account, in place: CredentialKeeper.Place
  ) throws(Failure) -> [String] {
    guard !isSandboxed else { return [] }
    guard !isDryRun else { return ["would be kept in \(place == .keyring ? Keyring.name : keeper.path)"] }
    return try keeper.keep(credentials, of: account, in: place)
  }

  /// Removes the account's credentials from wherever they are kept; returns what to tell.
  func forget(_ account: Account) throws(Failure) -> [String] {
    guard !isSandboxed else { return [] }
    guard !isDryRun else { return ["would be removed from wherever it is stored"] }
    return try keeper.forget(account, names: try credentialNames(account))
  }
}
