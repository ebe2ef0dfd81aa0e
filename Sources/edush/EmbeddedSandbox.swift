import Sandbox

/// The simulator in a process started with `--sandbox`, configured through environment variables.
final class EmbeddedSandbox: Sendable {
  private static let providers = ["CODEMENTOR", "CODERPAD", "TUTREX", "COURSEPATH", "COURSIO"]

  private let server = SandboxServer()
  private let variables: [(name: String, value: String)]

  init() throws {
    variables = Self.variables(of: server, at: try server.start())
  }

  /// Sets the local address for a provider's webhooks; nil sends none. Returns false if the provider has no webhooks.
  func sendWebhooks(of provider: String, to address: String?) -> Bool {
    guard let provider = WebhookProvider(rawValue: provider) else { return false }
    try? server.sendWebhooks(of: provider, to: address)
    return true
  }

  /// The variables printed by `edush sandbox`: base URLs and credentials.
  static func variables(
    of server: SandboxServer, at addresses: SandboxAddresses
  ) -> [(name: String, value: String)] {
    addresses.baseURLs.map { ("EDUSH_\($0.provider.uppercased())_URL", $0.url) } + server.credentials.environment
  }

  /// Overrides all variables of the five providers, for every profile, so that no external address or credential is
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
