import Providers
import Query
import Terminal

/// The line of the history that may be meant: one that succeeded, of the account in use before others.
struct LineHint {
  let history: History
  let catalog: any Catalog
  let account: Account?

  /// What may follow the text.
  func rest(of text: String) -> String? {
    let own = account.flatMap { account in history.newest(beginningWith: text) { Account($0.setting) == account } }
    let line = own ?? history.newest(beginningWith: text, where: fits)
    return line.map { String(decoding: $0.utf8.dropFirst(text.utf8.count), as: UTF8.self) }
  }

  /// Whether the line means here what it meant where it was entered.
  private func fits(_ entry: HistoryEntry) -> Bool {
    guard let other = entry.setting?.provider, other != account?.provider else { return true }
    return !usesBareNames(entry.text, of: other)
  }

  /// Whether a line names resources without their provider, or sends a request of its own.
  private func usesBareNames(_ line: String, of provider: String) -> Bool {
    let resources = Set(catalog.resources(of: provider))
    var before: Character = " "
    var rest = Substring(line)
    while let character = rest.first {
      guard character.isLetter || character == "_" else {
        before = character
        rest.removeFirst()
        continue
      }
      let word = rest.prefix { $0.isLetter || $0.isNumber || $0 == "_" }
      rest = rest.dropFirst(word.count)
      let isBare = !".$@\"".contains(before) && !before.isNumber
      if isBare, rest.first == "." && resources.contains(String(word)) || rest.first == "(" && word == "request" {
        return true
      }
      before = word.last ?? before
    }
    return false
  }
}

extension Account {
  /// Nil where none was in use.
  fileprivate init?(_ setting: HistoryEntry.Setting?) {
    guard let setting, let provider = setting.provider else { return nil }
    self.init(provider, profile: setting.profile)
  }
}
