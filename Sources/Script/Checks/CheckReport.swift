public import Diagnostics
import Query

/// What the checks say of a text.
public struct CheckReport: Sendable {
  /// In the order of the text.
  public var findings: [Diagnostic]
  /// Whether the text may write: then a danger keeps it from starting.
  public var mayWrite = false
  /// What is known of variables and the last value once the text has run.
  var knowledge = Knowledge()
  /// For the check of the text's next version.
  public internal(set) var memory = CheckMemory()
  /// The filters to run it with, if none of the findings is an error.
  var compiled = CompiledFilters()

  /// What a line of the prompt leaves to the next one.
  struct Knowledge: Sendable {
    var variables: [String: ShapeCheck.Known] = [:]
    var last: ShapeCheck.Known?
  }

  public init(_ findings: [Diagnostic] = []) {
    self.findings = findings
  }

  public var hasErrors: Bool { findings.contains { $0.severity == .error } }

  /// What is probably not meant, in a text that writes.
  public var dangers: [Diagnostic] { mayWrite ? findings.filter { $0.severity == .danger } : [] }

  /// The exit code of a text with such findings: 0 with warnings only; that of a policy where nothing else is wrong.
  ///
  /// - Parameter acceptsDangers: whether dangers count as warnings.
  public func exitCode(acceptsDangers: Bool) -> Int32 {
    let errors = findings.filter { $0.severity == .error }
    guard errors.isEmpty else {
      let isBroken = errors.contains { $0.code != PermissionCheck.code }
      return (isBroken ? Failure.Kind.usage : .policy).exitCode
    }
    return acceptsDangers || dangers.isEmpty ? 0 : Failure.Kind.usage.exitCode
  }
}
