/// Whether a run is recorded or replayed: `--record`, `--replay`.
public enum CassetteChoice: Sendable, Hashable {
  /// Record to a new file.
  case record(String)
  /// Replay from a file.
  case replay(String)
}
