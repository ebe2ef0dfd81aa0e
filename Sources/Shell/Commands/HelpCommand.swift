import Diagnostics
import JSON
import Query
import Script

extension PromptCommand {
  static let help = PromptCommand(
    name: "help", usage: "help [topic]"
  ) { call throws(Failure) in
    guard let topic = call.words.first else { return call.workbench.printer.text(HelpText.overview) }
    if let text = HelpText.text(about: topic) { return call.workbench.printer.text(text) }
    guard try PromptCommand.describe(topic, call) else {
      let near = HelpText.topics.nearest(to: topic).map { "did you mean `\($0)`?" }
      throw Failure(.usage, "there is no help on `\(topic)`", hint: near ?? "`help` lists the topics")
    }
  }

  static let describe = PromptCommand(
    name: "describe", usage: "describe provider[.resource[.method]]"
  ) { call throws(Failure) in
    guard let name = call.words.first else { throw call.usage("describe needs a name") }
    guard try describe(name, call) else {
      throw Failure(.usage, "there is nothing called `\(name)`", hint: "`providers` lists the providers")
    }
  }

  /// Whether there is something of that name; a bare resource is one of the provider in use.
  private static func describe(_ name: String, _ call: Call) throws(Failure) -> Bool {
    var words = name.split(separator: ".").map(String.init)
    let catalog = call.workbench.providers.catalog
    if let provider = call.interpreter.provider, let first = words.first, !catalog.providers.contains(first) {
      words.insert(provider.name, at: 0)
    }
    guard let text = Description(client: call.workbench.providers.client, words: words)?.text else { return false }
    call.workbench.printer.text(text)
    return true
  }
}
