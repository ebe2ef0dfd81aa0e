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
    if let text = HelpText.text(about: topic) { return call.show(text, examples: HelpText.examples(about: topic)) }
    guard try PromptCommand.describe(topic, call) else {
      let near = ForeignCommand.hint(topic, provider: nil) ?? call.nearest(topic, besides: HelpText.topics)
      throw Failure(
        .usage, "there is no help on `\(topic)`", hint: near ?? "`help` lists the topics")
    }
  }

  static let describe = PromptCommand(
    name: "describe", usage: "describe provider[.resource[.method]]"
  ) { call throws(Failure) in
    guard let name = call.words.first, call.words.count == 1 else { throw call.usage("describe takes one name") }
    guard try describe(name, call) else {
      throw Failure(
        .usage, "there is nothing called `\(name)`",
        hint: call.nearest(name) ?? "`providers` lists the providers")
    }
  }

  /// Whether there is something of that name; a bare resource is one of the provider in use.
  private static func describe(_ name: String, _ call: Call) throws(Failure) -> Bool {
    var words = name.split(separator: ".").map(String.init)
    let catalog = call.services.providers.catalog
    if let provider = call.interpreter.account, let first = words.first, !catalog.providers.contains(first) {
      words.insert(provider.provider, at: 0)
    }
    guard let description = Description(client: call.services.providers.client, words: words) else { return false }
    call.show(description.text, examples: description.examples)
    return true
  }
}

extension PromptCommand.Call {
  /// Shows a help text; at a terminal its examples have numbers.
  fileprivate func show(_ text: String, examples lines: [String]) {
    console.printer.prose(services.surroundings.hasTerminalOutput ? examples.number(lines, in: text) : text)
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
