import Calendar
import Diagnostics
import HTTP
import JSON
import Providers
import Query
import Script

/// The language server's data besides open texts: providers, policy, module folders.
///
/// It has no access to the network or to credentials.
struct Workspace: Sendable {
  let client: ProviderClient
  let settings: Settings
  /// The configuration errors, to be shown to the user.
  let mistakes: [String]
  let zones: ZoneDatabase
  private let gate: PolicyGate
  private let files: LocalModules
  private let access: FileAccess

  init(options: ShellOptions, surroundings: Surroundings) {
    let services = Services(options, surroundings, for: ShellUser(isOnline: false))
    client = services.providers.client
    settings = services.settings
    zones = services.zones.database
    gate = services.connection.gate
    let findings = services.manifestFindings.all
    mistakes =
      Ownership(of: services.folders).faults.map { $0.message + "; " + $0.hint } + settings.mistakes.map(\.text)
      + findings.map { ($0.source.map { $0.name + ": " } ?? "") + $0.message }
    access = services.access
    files = LocalModules(folders: options.moduleFolders, access: access)
  }

  var catalog: any Catalog { client.catalog }

  /// The profiles in the settings; those with only credentials are not included.
  func profiles(of provider: String) -> [String] {
    settings.profiles.keys.filter { $0.hasPrefix(provider + "@") }
      .map { String($0.dropFirst(provider.count + 1)) }.sorted()
  }

  /// The environment for checking a text, with open texts in place of their files.
  func environment(open: [String: SourceText]) -> EditorEnvironment {
    EditorEnvironment(
      client: client, modules: OpenModules(files: files, open: open), gate: gate, access: access, zones: zones)
  }
}

/// The environment of checks for texts that will not run.
struct EditorEnvironment: CheckEnvironment {
  let client: ProviderClient
  let modules: (any ModuleLoader)?
  let gate: PolicyGate
  let access: FileAccess
  let zones: ZoneDatabase
  var catalog: (any Catalog)? { client.catalog }

  func objection(toWriting path: String) -> Objection? { access.objection(toWriting: path) }

  func loginNames(of provider: String) -> [String]? { client.sessions.loginNames(of: provider) }

  func objection(toSetting words: [String]) -> Objection? {
    PromptCommand.objection(toSetting: words, zones: zones)
  }

  func risk(of method: MethodSignature, account: Account, arguments: [String: Value?]) -> Risk {
    client.risk(of: method, account: account, arguments: arguments)
  }

  func changes(_ list: MethodSignature, by write: MethodSignature) -> Bool { client.changes(list, by: write) }

  func objection(
    to value: Value, for parameter: String, of method: MethodSignature, assumesZone: Bool
  ) -> Objection? {
    client.fault(of: value, for: parameter, of: method, assumesZone: assumesZone)
      .map { Objection($0.message, hint: $0.hint) }
  }

  func objection(to method: MethodSignature, of account: Account, arguments: [String: Value?]) -> Objection? {
    Objection(to: method, client.risk(of: method, account: account, arguments: arguments), account, gate: gate)
  }
}
