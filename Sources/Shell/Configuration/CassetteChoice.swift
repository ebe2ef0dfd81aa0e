/// Whether a run is recorded, or answered from a recording: `--record`, `--replay`.
public enum CassetteChoice: Sendable, Hashable {
  /// Into a new file.
  case record(String)
  /// From a file.
  case replay(String)
}
