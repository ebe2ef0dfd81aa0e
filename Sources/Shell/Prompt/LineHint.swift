import Providers
import Query
import Terminal

/// Suggests a line from the history: a successful one, preferably of the account in use.
struct LineHint {
  let history: History
  let catalog: any Catalog
  let account: Account?

  /// The rest of the suggested line.
  func rest(of text: String) -> String? {
    let own = account.flatMap { account in history.newest(beginningWith: text) { Account($0.setting) == account } }
    let line = own ?? history.newest(beginningWith: text, where: fits)
    return line.map { String(decoding: $0.utf8.dropFirst(text.utf8.count), as: UTF8.self) }
  }

  /// Whether the line has the same meaning with the current account.
  private func fits(_ entry: HistoryEntry) -> Bool {
    guard let other = entry.setting?.provider, other != account?.provider else { return true }
    return !usesBareNames(entry.text, of: other)
  }

  /// Whether a line uses resources without their provider, or `request`.
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
  /// Nil if there was no account.
  fileprivate init?(_ setting: HistoryEntry.Setting?) {
    guard let setting, let provider = setting.provider else { return nil }
    self.init(provider, profile: setting.profile)
  }
}
