import Sandbox

/// The simulator inside a process started with `--sandbox`, as its shell sees it: through environment variables.
final class EmbeddedSandbox: Sendable {
  private static let providers = ["CODEMENTOR", "CODERPAD", "TUTREX", "COURSEPATH", "COURSIO"]

  private let server = SandboxServer()
  private let variables: [(name: String, value: String)]

  init() throws {
    variables = Self.variables(of: server, at: try server.start())
  }

  /// Sends a provider's webhooks there, on this machine, from now on; nil sends none. False where it has none.
  func sendWebhooks(of provider: String, to address: String?) -> Bool {
    guard let provider = WebhookProvider(rawValue: provider) else { return false }
    try? server.sendWebhooks(of: provider, to: address)
    return true
  }

  /// What `edush sandbox` prints: base URLs and credentials.
  static func variables(
    of server: SandboxServer, at addresses: SandboxAddresses
  ) -> [(name: String, value: String)] {
    addresses.baseURLs.map { ("EDUSH_\($0.provider.uppercased())_URL", $0.url) } + server.credentials.environment
  }

  /// Replaces every variable of the five providers, of whatever profile, so that no address or credential from outside is
  /// used.
  func overriding(_ environment: @escaping @Sendable (String) -> String?) -> @Sendable (String) -> String? {
    { [variables] name in
      guard let provider = Self.providers.first(where: { name.hasPrefix("EDUSH_\($0)_") }) else {
        return environment(name)
      }
      let prefix = "EDUSH_\(provider)_"
      return variables.first { variable in
        variable.name.hasPrefix(prefix) && name.hasSuffix(variable.name.dropFirst(prefix.count - 1))
      }?.value
    }
  }
}
