import ArgumentParser
import Shell

/// `edush doctor`: shows the configuration and its problems.
struct DoctorCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "doctor", abstract: "Shows the configuration, where credentials are stored, and any problems.",
    discussion: """
      Looks at the files, the accounts and the environment; changes nothing, and sends nothing without --online. A \
      `credential_command` is run, as `sessions` does. The status is 2 where something is wrong, 0 with warnings only.
      """)

  @Flag(help: "Also ask each server for a response, without credentials, and compare its clock with this one.")
  var online = false

  @OptionGroup var connection: ConnectionArguments

  func run() throws { try connection.launch { $0.doctor(asksServers: online) } }
}
