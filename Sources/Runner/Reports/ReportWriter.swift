public import Query
import Script

/// Writes the reports and the outcome file, each to a temporary file that is then renamed.
public enum ReportWriter {
  /// Writes all requested files; one that cannot be written does not affect the others.
  ///
  /// - Parameter outcome: the path of the outcome file.
  /// - Returns: A failure for each file that could not be written; that file is unchanged.
  public static func write(_ targets: [ReportTarget], outcome: String?, _ input: ReportInput) -> [Failure] {
    var failures = targets.compactMap { target in
      save(Report.bytes(target.kind, input), to: target.path, "the \(target.kind.rawValue) report")
    }
    if let outcome, let failure = save(Outcome(input).bytes, to: outcome, "the outcome file") {
      failures.append(failure)
    }
    return failures
  }

  /// Finds paths that are used twice, before a run.
  public static func conflicts(_ targets: [ReportTarget], outcome: String?) -> [Failure] {
    var known: Set<String> = []
    return (targets.map(\.path) + [outcome].compactMap(\.self)).filter { !known.insert($0).inserted }.map { path in
      Failure(.usage, "`\(path)` is named for two reports", hint: "write each report to its own file")
    }
  }

  private static func save(_ bytes: [UInt8], to path: String, _ what: String) -> Failure? {
    do throws(Failure) {
      try FileSaver.save(bytes, to: path, mode: 0o644)
      return nil
    } catch {
      var failure = error
      failure.message = "\(what) was not written: \(error.message)"
      return failure
    }
  }
}
