import Glibc
import HTTP
import Providers
import Query
import Release

/// Checks the configuration of edush and reports problems. Changes nothing, sends requests only if asked to, and works
/// with a broken configuration.
struct Doctor {
  let surroundings: Surroundings
  let options: ShellOptions
  let folders: Folders
  let settings: Settings
  let client: ProviderClient
  let keyring: Keyring
  let budgets: RequestBudgets
  let connection: Connection
  let ownership: Ownership

  init(options: ShellOptions, surroundings: Surroundings) {
    self.options = options
    self.surroundings = surroundings
    let folders = Folders(environment: surroundings.environment)
    ownership = Ownership(of: folders)
    // Files that others can write to are inspected, but not used.
    let services = Services(options, surroundings, in: ownership.faults.isEmpty ? folders : .none)
    (self.folders, settings) = (folders, services.settings)
    (connection, client) = (services.connection, services.providers.client)
    (keyring, budgets) = (services.logins.keyring, services.budgets)
  }

  /// Whether servers are contacted.
  enum Reach {
    case machine
    case servers
  }

  /// All observations, by topic.
  func observations(_ reach: Reach) -> [Observation] {
    let sessions = client.sessions.list()
    let here = program + files + accounts(sessions) + environment
    return switch reach {
    case .machine: here
    case .servers: here + servers(of: sessions)
    }
  }
}

// MARK: Program

extension Doctor {
  private var program: [Observation] {
    let release = Observation(topic: "program", subject: "edush", state: .ok, detail: Release.description)
    return [release] + SystemLibrary.all.map(\.observation)
  }
}
