public import Query

/// The form of a report (batch.md, 8).
public enum ReportKind: String, Sendable, Hashable, CaseIterable {
  /// The object of `runs show`, with the version and the assertions.
  case json
  /// JUnit XML, as CI servers read it.
  case junit
  /// TAP version 14.
  case tap
  /// A line per write.
  case csv
  /// A page for people.
  case html
}

/// A report that was asked for: `--report KIND:PATH`.
public struct ReportTarget: Sendable, Hashable {
  public var kind: ReportKind
  public var path: String

  public init(_ kind: ReportKind, path: String) {
    self.kind = kind
    self.path = path
  }

  /// Reads `KIND:PATH`; the path may contain colons.
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
