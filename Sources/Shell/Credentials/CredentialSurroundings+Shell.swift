import Glibc
import Providers
import Query

extension CredentialSurroundings {
  /// The credential sources of this machine; in the sandbox, only its own credentials.
  init(
    _ surroundings: Surroundings, _ settings: Settings, keyring: Keyring, credentials path: String,
    environment: @escaping @Sendable () -> ProgramEnvironment
  ) {
    self.init(environment: surroundings.environment)
    guard !surroundings.isSandboxed else { return }
    variableNames = { surroundings.variables.map(\.name) }
    file = { () throws(Failure) in try Self.file(at: path) }
    self.keyring = { (account, credential) throws(Failure) in try keyring.lookup(account, credential) }
    keyringProfiles = { keyring.index.profiles(of: $0) }
    run = { (command) throws(Failure) in try Self.output(of: ShellCommand(command, environment())) }
    profile = { provider, name in
      let profile = settings.profile(Account(provider, profile: name))
      return Profile(url: profile.url, credentialCommand: profile.credentialCommand)
    }
    profiles = { provider in
      settings.profiles.keys.filter { $0.hasPrefix(provider + "@") }.map { String($0.dropFirst(provider.count + 1)) }
    }
  }

  private static func file(at path: String) throws(Failure) -> File? {
    var status = stat()
    guard stat(path, &status) == 0, let bytes = try? LocalFile.contents(of: path, .regular) else { return nil }
    let text = try StrictText.string(CommentedJSON.withoutComments(bytes), of: "credentials", .auth)
    return File(path: path, text: text, isReadableByOthers: status.st_mode & 0o077 != 0)
  }

  /// The output of a `credential_command`.
  private static func output(of command: ShellCommand) throws(Failure) -> String {
    guard let (status, bytes) = command.output() else {
      throw Failure(.auth, "`credential_command` could not be started")
    }
    guard status == 0 else {
      throw Failure(
        .auth, "`credential_command` failed with status \(status)",
        hint: "run the `credential_command` of config.json by hand")
    }
    return try StrictText.string(bytes, of: "`credential_command`", .auth)
  }
}

extension CredentialFile {
  /// Parses the credentials file, which may contain comments.
  init(commented bytes: [UInt8]) throws(Failure) {
    try self.init(StrictText.string(CommentedJSON.withoutComments(bytes), of: "credentials", .auth))
  }
}
