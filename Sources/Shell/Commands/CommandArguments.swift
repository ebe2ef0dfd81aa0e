import Query
import Rendering
import Script

/// The arguments of the prompt's commands, for completion.
struct CommandArguments {
  typealias Name = Completer.Knowledge.Name

  let catalog: any Catalog
  /// The provider in use.
  let provider: String?
  /// The providers that send webhooks. Called only when needed, since it reads all manifests.
  var senders: () -> [String] = { [] }
  /// The names of time zones. Called only when needed, since it reads a file.
  var zones: () -> [String] = { [] }
  /// The latest exchanges.
  var exchanges: () -> [Name] = { [] }
  /// The latest exchanges that can be undone.
  var undoable: () -> [Name] = { [] }
  /// The known members of a resource's items. Called only when needed, since it reads responses. Nil in files, where
  /// columns cannot be chosen.
  var columns: ((_ resource: String) -> [String])?

  /// The arguments that may follow the given words of a command and match the prefix.
  func names(_ command: String, _ words: [String], prefix: String) -> [Name] {
    switch (command, words.count) {
    case ("describe", 0): return describable(prefix)
    case ("help", 0):
      return HelpText.topics.map { Name(name: $0, summary: "") } + describable(prefix)
    case ("set", 0):
      return Setting.allCases.filter { columns != nil || $0 != .columns }.map {
        Name(name: $0.rawValue, summary: $0.summary)
      }
    case ("set", 1) where words[0] == "timezone": return zones().map { Name(name: $0, summary: "zone") }
    case ("forget", 0): return [Name(name: "cache", summary: "the ids that completion knows, on disk as well")]
    case ("set", 1) where words[0] == "columns": return resources
    case ("set", 1):
      return (Setting(rawValue: words[0])?.words ?? []).map { Name(name: $0.name, summary: $0.summary) }
    case ("set", 2) where words[0] == "columns": return columns(of: words[1], prefix)
    case ("replay", 1): return options(of: command)
    case ("record", 0): return [Name(name: "stop", summary: "end the recording")] + files(prefix)
    case ("run", 0), ("edit", 0): return files(prefix)
    case ("script", 1), ("har", 1), ("share", 1): return [Name(name: "to", summary: "a file")] + options(of: command)
    case ("script", 2...), ("har", 2...), ("share", 2...):
      return words.last == "to" ? files(prefix) : options(of: command)
    case ("curl", 1), ("history", 0...1): return options(of: command)
    case ("webhook", 0):
      return [Name(name: "listen", summary: "begin"), Name(name: "stop", summary: "end")]
    case ("webhook", 1...) where words[0] == "listen": return listening(words, prefix)
    case ("undo", 0): return undoable()
    case ("undo", 1): return options(of: command)
    case ("curl", 0), ("trace", 0), ("replay", 0), ("diff", 0...1), ("script", 0), ("har", 0),
      ("share", 0):
      return exchanges()
    default: return []
    }
  }

  private func options(of command: String) -> [Name] {
    let all = [
      ("curl", "--full", "all headers, also those that curl sends by itself"),
      ("history", "--details", "with time, account, status and duration"),
      ("har", "--mask", "without names and addresses of people"), ("har", "--force", "replace a file"),
      ("undo", "--force", "change objects even if they have changed since"),
      ("share", "--keep-names", "with names and addresses of people"), ("share", "--force", "replace a file"),
      ("script", "--force", "replace a file"), ("replay", "--profile", "under another profile of the provider"),
    ]
    return all.filter { $0.0 == command }.map { Name(name: $0.1, summary: $0.2) }
  }

  private func listening(_ words: [String], _ prefix: String) -> [Name] {
    if words.last == "--save" { return files(prefix) }
    let options = WebhookOptions.words.filter { !words.contains($0.name) }.map {
      Name(name: $0.name, summary: $0.summary)
    }
    return (words.count == 1 ? senders().map { Name(name: $0, summary: "provider") } : []) + options
  }

  /// All qualified resources; those of the provider in use also without its name.
  private var resources: [Name] {
    let own = provider.map { catalog.resources(of: $0) } ?? []
    let all = catalog.providers.flatMap { provider in catalog.resources(of: provider).map { "\(provider).\($0)" } }
    return (own + all).map { Name(name: $0, summary: "resource") }
  }

  /// The columns of a resource, except those already written.
  private func columns(of resource: String, _ prefix: String) -> [Name] {
    let written = prefix.lastIndex(of: ",").map { String(prefix[...$0]) } ?? ""
    let given = Set(written.split(separator: ",").map(String.init))
    let qualified = resource.contains(".") ? resource : provider.map { "\($0).\(resource)" } ?? resource
    let names = (columns?(qualified) ?? []).filter { !given.contains($0) }.map {
      Name(name: written + $0, summary: "column")
    }
    return written.isEmpty ? names + [Name(name: "auto", summary: "forget the columns")] : names
  }

  private func files(_ prefix: String) -> [Name] {
    FileNames.beginning(prefix).filter { !$0.contains(" ") }.map { Name(name: $0, summary: "") }
  }

  /// Providers, resources and methods with their dots; those of the provider in use also without its name.
  private func describable(_ prefix: String) -> [Name] {
    var path = prefix.split(separator: ".", omittingEmptySubsequences: false).dropLast().map(
      String.init)
    let written = path.map { $0 + "." }.joined()
    let own = provider.map { catalog.resources(of: $0) } ?? []
    if path.isEmpty {
      return catalog.providers.map { Name(name: $0, summary: "provider") }
        + own.map { Name(name: $0, summary: "resource") }
    }
    if let provider, let first = path.first, !catalog.providers.contains(first) {
      path.insert(provider, at: 0)
    }
    switch path.count {
    case 1:
      return catalog.resources(of: path[0]).map { Name(name: written + $0, summary: "resource") }
    case 2:
      return catalog.methods(of: path[0], resource: path[1]).map {
        Name(name: written + $0.name, summary: $0.summary)
      }
    default: return []
    }
  }
}
