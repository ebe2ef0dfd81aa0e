import HTTP
import Providers

extension ProviderClient.Configuration {
  /// Creates a client according to the command-line options and settings.
  init(
    _ options: ShellOptions, _ settings: Settings, _ surroundings: Surroundings, manifests: [ManifestSource],
    credentials: CredentialSurroundings, connection: Connection, user: ShellUser
  ) {
    self.init(
      surroundings: user.isOnline ? credentials : CredentialSurroundings(environment: { _ in nil }),
      transport: connection.transport(surroundings), gate: connection.gate, log: connection.log,
      redactor: connection.redactor)
    self.manifests = manifests
    defaultProfile = options.profile
    notice = user.notice
    undoHistory = user.keepsWrites ? UndoHistory() : nil
    keepsCalls = user.keepsWrites
    readsIDs = user.keepsWrites ? .always : options.isDryRun ? .onDemand : .never
    planner = connection.planner
    if user.announcesWrites { admitted = WriteNotice(settings, user.notice).announce }
  }
}

extension Connection {
  /// The transport; in the sandbox, it only reaches the sandbox.
  fileprivate func transport(_ surroundings: Surroundings) -> any Transport {
    guard surroundings.isSandboxed else { return transport }
    let bases = ["CODEMENTOR", "CODERPAD", "TUTREX", "COURSEPATH", "COURSIO"].compactMap { provider in
      surroundings.value("EDUSH_\(provider)_URL").flatMap { try? BaseURL($0) }
    }
    return SandboxTransport(next: transport, origins: Set(bases.map(\.origin)))
  }
}
