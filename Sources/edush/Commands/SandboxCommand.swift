import ArgumentParser
import Diagnostics
import Glibc
import Sandbox
import Shell

/// `edush sandbox`: simulates the five APIs until it is interrupted.
struct SandboxCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "sandbox",
    abstract: "Serves the five APIs, simulated, on 127.0.0.1.",
    discussion: "Prints their addresses and the credentials they accept, and serves until stopped.")

  @Option(help: "The port; 0 picks a free one.")
  var port = 0

  @Option(help: ArgumentHelp("Keep the state in this file.", valueName: "file"), completion: .file())
  var data: String?

  @Option(help: ArgumentHelp("The volume of data, in percent of the usual one.", valueName: "percent"))
  var size = 100

  @Option(help: ArgumentHelp("Seed of the generated data.", valueName: "number"))
  var seed: UInt64 = 1

  @Option(
    help: ArgumentHelp(
      "Inject a fault: PROVIDER[.RESOURCE.METHOD]:KIND[=ARGUMENT][@PROBABILITY]; may be repeated.", valueName: "rule"))
  var fault: [String] = []

  @Option(
    help: ArgumentHelp(
      "Send events there, where `edush webhook listen` is: Codementor's, signed, or Coursepath's with coursepath=URL; may be repeated.",
      valueName: "[provider=]url"))
  var webhook: [String] = []

  /// Parses `--webhook URL` and `--webhook coursepath=URL`. The last URL of each provider counts.
  private func webhookURLs() throws -> [WebhookProvider: String] {
    var urls: [WebhookProvider: String] = [:]
    for word in webhook {
      guard let mark = word.firstIndex(of: "="), !word[..<mark].contains(where: { "/:".contains($0) }) else {
        urls[.codementor] = word
        continue
      }
      let name = String(word[..<mark])
      guard let provider = WebhookProvider(rawValue: name) else {
        let names = WebhookProvider.allCases.map(\.rawValue)
        let near = names.nearest(to: name).map { "; did you mean '\($0)'?" } ?? ""
        throw ValidationError(
          "--webhook accepts \(names.map { $0 + "=URL" }.joined(separator: " or ")), not '\(name)'\(near)")
      }
      urls[provider] = String(word[word.index(after: mark)...])
    }
    return urls
  }

  func run() throws {
    if let objection = data.flatMap(Launch.objection) { throw ValidationError(objection) }
    var configuration = SandboxConfiguration(
      port: port, dataFile: data, size: size, seed: seed, webhookURLs: try webhookURLs())
    do {
      configuration.faults = try fault.map { (text) throws(FaultRuleError) in try FaultRule(parsing: text) }
    } catch {
      let near = error.scope.flatMap { error.scopes.nearest(to: $0) }
      throw ValidationError(error.description + (near.map { "; did you mean '\($0)'?" } ?? ""))
    }
    // Blocked before the server's thread starts and inherits the mask, so that only `sigwait` receives the signals.
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
    // A second signal ends the process immediately.
    pthread_sigmask(SIG_UNBLOCK, &ends, nil)
    server.stop()
    throw ExitCode(128 + received)
  }
}
