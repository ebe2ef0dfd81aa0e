import Providers

/// The environment without credentials.
struct OpenEnvironment: Sendable {
  let variables: [(name: String, value: String)]
  /// The user's manifests, which may name further credentials; read only when the environment is needed.
  let manifests: [ManifestSource]

  /// The environment for programs started by edush.
  var ofPrograms: ProgramEnvironment { ProgramEnvironment(variables, withholding: withheld) }

  /// The environment for `env` in scripts and at the prompt.
  var ofScripts: [(name: String, value: String)] {
    ProgramEnvironment.withoutCredentials(variables, withholding: withheld)
  }

  private var withheld: Set<String> { ProviderClient.credentialVariables(of: manifests) }
}
