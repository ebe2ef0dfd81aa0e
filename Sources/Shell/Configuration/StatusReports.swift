/// After which calls typed at the prompt a line reports the status: `set status` and `status` in `config.json`.
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
