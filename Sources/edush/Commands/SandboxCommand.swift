import ArgumentParser
import Glibc
import Sandbox
import Shell

/// `edush sandbox`: the five APIs, simulated, until it is ended.
struct SandboxCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "sandbox",
    abstract: "Serves the five APIs, simulated, on 127.0.0.1.",
    discussion: "Prints where they answer and the credentials they accept, and serves until it is ended.")

  @Option(help: "The port; 0 takes a free one.")
  var port = 0

  @Option(help: ArgumentHelp("Keep the state in this file.", valueName: "file"))
  var data: String?

  @Option(help: ArgumentHelp("The volume of data, in percent of the usual one.", valueName: "percent"))
  var size = 100

  @Option(help: ArgumentHelp("What the generated data derives from.", valueName: "number"))
  var seed: UInt64 = 1

  @Option(
    help: ArgumentHelp(
      "What goes wrong: PROVIDER[.RESOURCE.METHOD]:KIND[=ARGUMENT][@PROBABILITY]; may be repeated.", valueName: "rule"))
  var fault: [String] = []

  @Option(
    help: ArgumentHelp(
      "Send Codementor's events there, signed: where `edush webhook listen` is.", valueName: "url"))
  var webhook: String?

  func run() throws {
    var configuration = SandboxConfiguration(
      port: port, dataFile: data, size: size, seed: seed, webhookURL: webhook)
    do {
      configuration.faults = try fault.map { (text) throws(FaultRuleError) in try FaultRule(parsing: text) }
    } catch {
      throw ValidationError("\(error)")
    }
    // Blocked before the server's thread starts, which inherits it, so that `sigwait` alone hears of the end.
    var ends = sigset_t()
    sigemptyset(&ends)
    for signal in [SIGINT, SIGTERM, SIGHUP] { sigaddset(&ends, signal) }
    pthread_sigmask(SIG_BLOCK, &ends, nil)
    let server = SandboxServer(configuration: configuration)
    let addresses = try server.start()
    for (name, value) in EmbeddedSandbox.variables(of: server, at: addresses) {
      StandardStream.output.write("export \(name)=\(value)\n")
    }
    var received: Int32 = 0
    sigwait(&ends, &received)
    server.stop()
  }
}
