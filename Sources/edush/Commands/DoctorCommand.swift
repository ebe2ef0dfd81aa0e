import ArgumentParser
import Shell

/// `edush doctor`: what is configured and what is wrong with it.
struct DoctorCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "doctor", abstract: "Shows the configuration, where credentials are stored, and any problems.",
    discussion: """
      Looks at the files, the accounts and the environment; sends nothing and changes nothing. A `credential_command` is \
      run, as `sessions` does. The status is 2 where something is wrong, 0 with warnings only.
      """)
  @OptionGroup var connection: ConnectionArguments

  func run() throws { try connection.launch { $0.doctor() } }
}
