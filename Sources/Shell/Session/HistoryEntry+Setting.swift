import Query
import Terminal

extension HistoryEntry.Setting {
  /// Lines of the sandbox are not recalled on live accounts, and the other way round.
  init(_ account: Account?, _ surroundings: Surroundings) {
    self.init(
      world: surroundings.isSandboxed ? "sandbox" : "live", provider: account?.provider, profile: account?.profile)
  }
}
