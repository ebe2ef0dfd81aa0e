public import Query

/// The format of a report (docs/reports.md).
public enum ReportKind: String, Sendable, Hashable, CaseIterable {
  /// The output of `runs show`, with the version and the assertions.
  case json
  /// JUnit XML for CI servers.
  case junit
  /// TAP version 14.
  case tap
  /// CSV, one line per write.
  case csv
  /// An HTML page.
  case html
}

/// A requested report: `--report KIND:PATH`.
public struct ReportTarget: Sendable, Hashable {
  /// The format.
  public var kind: ReportKind
  /// The path of the file.
  public var path: String

  /// Creates a target.
  public init(_ kind: ReportKind, path: String) {
    self.kind = kind
    self.path = path
  }

  /// Parses `KIND:PATH`; the path may contain colons.
  public init(parsing text: String) throws(Failure) {
    let parts = text.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
    guard let name = parts.first, let kind = ReportKind(rawValue: name) else {
      let known = ReportKind.allCases.map(\.rawValue).joined(separator: ", ")
      throw Failure(
        .usage, "`\(text)` is not a report: unknown kind `\(parts.first ?? "")`", hint: "known kinds: \(known)")
    }
    guard parts.count == 2, let path = parts.last, !path.isEmpty else {
      throw Failure(.usage, "`\(text)` is not a report: it has no path", hint: "write `\(name):PATH`")
    }
    self.init(kind, path: path)
  }
}
