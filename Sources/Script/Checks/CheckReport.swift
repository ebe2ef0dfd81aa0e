public import Diagnostics
import Query

/// The result of checking a text.
public struct CheckReport: Sendable {
  /// The findings in the order of the text.
  public var findings: [Diagnostic]
  /// Whether the text may write. If so, dangers prevent it from starting.
  public var mayWrite = false
  /// What is known about variables and the last value after the text has run.
  var knowledge = Knowledge()
  /// The memory for checking the next version of the text.
  public internal(set) var memory = CheckMemory()
  /// The compiled filters for running the text; usable only if there are no errors.
  var compiled = CompiledFilters()

  /// What a line at the prompt leaves for the next one.
  struct Knowledge: Sendable {
    var variables: [String: ShapeCheck.Known] = [:]
    var last: ShapeCheck.Known?
  }

  /// Creates a report.
  public init(_ findings: [Diagnostic] = []) {
    self.findings = findings
  }

  /// Whether any finding is an error.
  public var hasErrors: Bool { findings.contains { $0.severity == .error } }

  /// The findings that are probably mistakes in a text that writes; empty for other texts.
  public var dangers: [Diagnostic] { mayWrite ? findings.filter { $0.severity == .danger } : [] }

  /// The exit code for these findings: 0 with warnings only; that of policy if there are no other errors.
  ///
  /// - Parameter acceptsDangers: whether dangers are treated as warnings.
  public func exitCode(acceptsDangers: Bool) -> Int32 {
    let errors = findings.filter { $0.severity == .error }
    guard errors.isEmpty else {
      let isBroken = errors.contains { $0.code != PermissionCheck.code }
      return (isBroken ? Failure.Kind.usage : .policy).exitCode
    }
    return acceptsDangers || dangers.isEmpty ? 0 : Failure.Kind.usage.exitCode
  }
}
