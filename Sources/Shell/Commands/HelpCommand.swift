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
      let near = ForeignCommand.hint(topic, provider: nil) ?? call.nearest(topic, besides: HelpText.topics)
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
        hint: call.nearest(name) ?? "`providers` lists the providers")
    }
    call.show(page)
  }
}

extension PromptCommand.Call {
  /// Shows a help text; at a terminal its examples have numbers.
  fileprivate func show(_ page: HelpPage) {
    console.printer.prose(services.surroundings.hasTerminalOutput ? page.numbered(by: examples) : page.text)
  }

  /// What a name that means nothing was to be: a resource without its provider, else the nearest name.
  fileprivate func nearest(_ name: String, besides others: [String] = []) -> String? {
    let catalog = services.providers.catalog
    let resources = catalog.providers.flatMap { provider in
      catalog.resources(of: provider).map { (provider: provider, name: $0) }
    }
    let methods = resources.flatMap { resource in
      catalog.methods(of: resource.provider, resource: resource.name).map(\.qualifiedName)
    }
    let owned = resources.map { "\($0.provider).\($0.name)" }
    let qualified = owned + methods
    let complete =
      [owned, methods].lazy.map { $0.filter { $0.hasSuffix("." + name) } }.first { !$0.isEmpty }
      ?? []
    let found =
      complete.isEmpty
      ? (others + catalog.providers + qualified).nearest(to: name).map { [$0] } ?? [] : complete
    return found.isEmpty
      ? nil : "did you mean " + found.prefix(5).map { "`\($0)`" }.joined(separator: " or ") + "?"
  }
}
