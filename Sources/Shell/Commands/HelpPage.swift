import Diagnostics
import Providers
import Query

/// The help on a name.
struct HelpPage {
  let text: String
  /// The lines of the text that can be run.
  let examples: [String]

  /// Finds the help on a topic, statement, command, function, provider, resource or method; nil if there is none.
  init?(about topic: String, _ client: ProviderClient, _ account: Account?) {
    if let text = HelpText.text(about: topic) {
      self.init(text: text, examples: HelpText.examples(about: topic))
    } else {
      self.init(describing: topic, client, account)
    }
  }

  /// Describes a provider, resource or method; a bare resource belongs to the provider in use.
  init?(describing name: String, _ client: ProviderClient, _ account: Account?) {
    var words = name.split(separator: ".").map(String.init)
    if let account, let first = words.first, !client.catalog.providers.contains(first) {
      words.insert(account.provider, at: 0)
    }
    guard let description = Description(client: client, words: words) else { return nil }
    self.init(text: description.text, examples: description.examples)
  }

  private init(text: String, examples: [String]) {
    self.text = text
    self.examples = examples
  }

  func numbered(by shown: ShownExamples) -> String { shown.number(examples, in: text) }
}

extension HelpPage {
  /// A suggestion for an unknown name: a resource without its provider, otherwise the most similar name.
  static func suggestion(for name: String, _ catalog: any Catalog, besides others: [String] = []) -> String? {
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
