import Glibc
import HTTP
import Providers
import Query
import Release

/// Looks at all that edush is configured by, and says what it is and what is wrong with it. Changes nothing, sends nothing
/// unless it is asked to, and gets by with a broken configuration.
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
    // What others can write is looked at, not obeyed.
    let services = Services(options, surroundings, in: ownership.faults.isEmpty ? folders : .none)
    (self.folders, settings) = (folders, services.settings)
    (connection, client) = (services.connection, services.providers.client)
    (keyring, budgets) = (services.logins.keyring, services.budgets)
  }

  /// Whether servers are asked.
  enum Reach {
    case machine
    case servers
  }

  /// All of it, topic by topic.
  func observations(_ reach: Reach) -> [Observation] {
    let sessions = client.sessions.list()
    let here = program + files + accounts(sessions) + environment
    return switch reach {
    case .machine: here
    case .servers: here + servers(of: sessions)
    }
  }
}

// MARK: The program

extension Doctor {
  private var program: [Observation] {
    let release = Observation(topic: "program", subject: "edush", state: .ok, detail: Release.description)
    return [release] + SystemLibrary.all.map(\.observation)
  }
}
