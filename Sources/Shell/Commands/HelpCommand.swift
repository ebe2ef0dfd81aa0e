import Diagnostics
import JSON
import Query
import Script

extension PromptCommand {
  static let help = PromptCommand(
    name: "help", usage: "help [topic]"
  ) { call throws(Failure) in
    guard let word = call.words.first else { return call.console.printer.prose(HelpText.overview) }
    let topic = word == ForeignCommand.exit ? PromptCommand.quit.name : word
    guard let page = HelpPage(about: topic, call.services.providers.client, call.interpreter.account) else {
      let near =
        ForeignCommand.hint(topic, provider: nil)
        ?? HelpPage.suggestion(for: topic, call.services.providers.catalog, besides: HelpText.topics)
      throw Failure(
        .usage, "no help on `\(topic)`", hint: near ?? "`help` lists the topics")
    }
    call.show(page)
  }

  static let describe = PromptCommand(
    name: "describe", usage: "describe provider[.resource[.method]]"
  ) { call throws(Failure) in
    guard let name = call.words.first, call.words.count == 1 else { throw call.usage("describe accepts one name") }
    guard let page = HelpPage(describing: name, call.services.providers.client, call.interpreter.account) else {
      throw Failure(
        .usage, "there is nothing called `\(name)`",
        hint: HelpPage.suggestion(for: name, call.services.providers.catalog) ?? "`providers` lists the providers")
    }
    call.show(page)
  }
}

extension PromptCommand.Call {
  /// Shows a help text. On a terminal, its examples are numbered.
  fileprivate func show(_ page: HelpPage) {
    console.printer.prose(services.surroundings.hasTerminalOutput ? page.numbered(by: examples) : page.text)
  }
}
