import Query
import Script

extension PromptCommand {
  static let webhook = PromptCommand(
    name: "webhook", usage: "webhook listen [provider], webhook stop",
    details: HelpText.table(WebhookOptions.words.map { ($0.name, $0.summary) })
      + "\n\n  webhook listen codementor --save events.ndjson\n  $events | map(.event_name)"
  ) { call throws(Failure) in
    let webhooks = call.webhooks
    switch call.words.first {
    case nil: call.console.printer.text(webhooks.state)
    case "listen":
      let options: WebhookOptions
      do throws(WebhookOptions.WordError) {
        options = try WebhookOptions(words: Array(call.words.dropFirst()))
      } catch {
        throw call.usage(error.message)
      }
      try webhooks.open(options, call.services, call.console)
      webhooks.bind(in: call.interpreter)
    case "stop":
      guard webhooks.close() else {
        throw Failure(.usage, "not listening", hint: "`webhook listen codementor` starts it")
      }
      call.console.notify(webhooks.state)
    case let word?: throw call.usage("`webhook` has no `\(word)`")
    }
  }
}
