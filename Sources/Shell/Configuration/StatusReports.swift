/// The calls after which the prompt reports the status: `set status`, or `status` in `config.json`.
public enum StatusReports: String, CaseIterable, Sendable {
  case on, off, writes

  var summary: String {
    switch self {
    case .on: "after every call"
    case .off: "never"
    case .writes: "after a write, and where the result is null"
    }
  }
}
