import Providers

/// The environment without its credentials.
struct OpenEnvironment: Sendable {
  let variables: [(name: String, value: String)]
  /// The user's manifests, which may name further credentials; read only when the environment is asked for.
  let manifests: [ManifestSource]

  /// For programs that edush starts.
  var ofPrograms: ProgramEnvironment { ProgramEnvironment(variables, withholding: withheld) }

  /// For `env` of scripts and of the prompt.
  var ofScripts: [(name: String, value: String)] {
    ProgramEnvironment.withoutCredentials(variables, withholding: withheld)
  }

  private var withheld: Set<String> { ProviderClient.credentialVariables(of: manifests) }
}
