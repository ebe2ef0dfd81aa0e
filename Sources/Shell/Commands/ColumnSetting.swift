import Diagnostics
import Providers
import Query
import Rendering
import Script

/// `set columns`: chooses the columns in tables of a resource, for this and later sessions.
struct ColumnSetting {
  private let call: PromptCommand.Call
  private let columns: RememberedColumns

  init(_ call: PromptCommand.Call) {
    self.call = call
    columns = RememberedColumns(path: call.services.folders.columns)
  }

  func perform() throws(Failure) {
    guard let word = call.words.dropFirst().first else { return showAll() }
    let resource = try resource(word)
    // `a, b` is also a list.
    let names = call.words.dropFirst(2).flatMap { $0.split(separator: ",") }.map {
      $0.hasPrefix(".") ? $0.dropFirst() : $0
    }
    switch names.map(String.init) {
    case []: show(resource)
    case ["auto"]: try columns.set([], of: resource)
    case let names:
      if let word = names.first, names.count == 1, ["none", "off", "default", "all"].contains(word.lowercased()) {
        throw Failure(
          .usage, "`\(word)` is not a column of \(resource)", hint: "`set columns \(resource) auto` forgets the columns"
        )
      }
      warn(of: names, resource)
      try columns.set(names, of: resource)
    }
  }

  private func showAll() {
    let lines = columns.resources.map { "\($0): \(columns[$0].joined(separator: ", "))" }
    let hint = "no columns chosen; `set columns RESOURCE a,b.c` chooses them"
    call.console.printer.prose(lines.isEmpty ? hint : lines.joined(separator: "\n"))
  }

  private func show(_ resource: String) {
    let chosen = columns[resource]
    let known = call.services.providers.client.origin(ofResource: resource)?.members.sorted() ?? []
    let members = known.isEmpty ? "" : "; its members: \(known.joined(separator: ", "))"
    call.console.printer.prose(
      "\(resource): " + (chosen.isEmpty ? "auto" : chosen.joined(separator: ", ")) + members)
  }

  /// The qualified name of a resource, which may belong to the provider in use.
  private func resource(_ word: String) throws(Failure) -> String {
    let catalog = call.services.providers.catalog
    let parts = word.split(separator: ".", maxSplits: 1).map(String.init)
    let names = parts.count == 2 ? parts : (call.interpreter.account.map { [$0.provider] } ?? []) + parts
    if names.count == 2, catalog.providers.contains(names[0]),
      catalog.resources(of: names[0]).contains(names[1]) || catalog.isOpen(names[0])
    {
      return names.joined(separator: ".")
    }
    let known = catalog.providers.flatMap { provider in catalog.resources(of: provider).map { "\(provider).\($0)" } }
    let near = known.first { $0.hasSuffix("." + word) } ?? known.nearest(to: names.joined(separator: "."))
    throw Failure(
      .usage, "unknown resource `\(word)`", hint: near.map { "did you mean `\($0)`?" } ?? Setting.columns.usage)
  }

  /// Warns about names that occur in no response and no documentation.
  private func warn(of names: [String], _ resource: String) {
    guard let known = call.services.providers.client.origin(ofResource: resource)?.members, !known.isEmpty else {
      return
    }
    let unknown = names.filter { name in !known.contains(String(name.prefix { $0 != "." })) }
    call.console.report(
      unknown.map { name in
        Diagnostic(
          .warning, code: "unknown-column", "\(resource) has no known member `\(name)`",
          hint: known.sorted().nearest(to: name).map { "did you mean `\($0)`?" })
      })
  }
}
