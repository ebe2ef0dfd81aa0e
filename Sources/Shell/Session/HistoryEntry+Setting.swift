import Query
import Terminal

extension HistoryEntry.Setting {
  /// The setting of a line. Lines of the sandbox are not suggested on live accounts, and vice versa.
  init(_ account: Account?, _ surroundings: Surroundings) {
    self.init(
      world: surroundings.isSandboxed ? "sandbox" : "live", provider: account?.provider, profile: account?.profile)
  }
}
