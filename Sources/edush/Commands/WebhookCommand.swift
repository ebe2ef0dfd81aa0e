import ArgumentParser
import Shell

/// `edush webhook`: receives and verifies webhooks.
struct WebhookCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "webhook", abstract: "Receives webhooks, or checks the signature of one.",
    subcommands: [WebhookListenCommand.self, WebhookVerifyCommand.self])
}

/// `edush webhook verify --signature HEX FILE`: verifies a signature.
struct WebhookVerifyCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "verify", abstract: "Checks that a signature belongs to the raw body of a webhook.",
    discussion: """
      Exits with 0 where it is valid, with 1 where it is not, with 3 where the secret is not known. The secret is \
      looked for as every credential: `login`, EDUSH_CODEMENTOR_WEBHOOK_SECRET or CODEMENTOR_WEB_SECRET, the \
      profile's command, the credentials file.
      """)

  @Option(help: ArgumentHelp("What the header X-Cm-Signature held: 64 hexadecimal digits.", valueName: "hex"))
  var signature: String

  @Option(help: ArgumentHelp("Whose webhook it is.", valueName: "provider[@profile]"))
  var provider = WebhookOptions().account

  @OptionGroup var connection: ConnectionArguments

  @Argument(help: "The body, byte for byte; - is standard input.", completion: .file())
  var file: String

  func run() throws {
    try connection.launch { $0.verifyWebhook(account: provider, signature: signature, file: file) }
  }
}

/// `edush webhook listen`: receives webhooks.
struct WebhookListenCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "listen", abstract: "Receives webhooks on 127.0.0.1 and prints them.",
    discussion: """
      A tunnel of yours brings them here. Each event is one line on standard output: short on a terminal, JSON into a \
      pipe. What is not signed as it should be is refused with 401. Ctrl-C ends it.
      """)

  @Option(help: "The port on 127.0.0.1; 0 picks a free one.")
  var port = WebhookOptions.usualPort

  @Option(help: ArgumentHelp("Accept only this path; others get 404.", valueName: "path"))
  var path: String?

  @Option(
    help: ArgumentHelp("Send each post on to this address of the machine, as it came.", valueName: "url"))
  var forward: String?

  @Option(
    help: ArgumentHelp(
      "Append the events to this file, one per line, before they are acknowledged.", valueName: "file"),
    completion: .file())
  var save: String?

  @Option(help: ArgumentHelp("Exit after N events.", valueName: "n"))
  var count: Int?

  @Flag(help: "Accept events with invalid or missing signatures.")
  var noVerify = false

  @OptionGroup var connection: ConnectionArguments

  @Argument(help: ArgumentHelp("Whose webhooks.", valueName: "provider[@profile]"))
  var provider = WebhookOptions().account

  func run() throws {
    if let count, count < 1 { throw ValidationError("--count accepts a number from 1, not \(count)") }
    var options = WebhookOptions()
    options.account = provider
    options.port = port
    options.path = path
    options.forward = forward
    options.save = save
    options.count = count
    options.checksSignatures = !noVerify
    try connection.launch { [options] in $0.listen(options) }
  }
}
