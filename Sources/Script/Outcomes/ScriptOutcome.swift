public import Diagnostics
import JSON
public import Query

/// The outcome of a script or a line of the prompt.
public struct ScriptOutcome: Sendable {
  /// The exit code of the process (docs/batch.md, "Exit codes").
  public var exitCode: Int32
  /// The diagnostics for standard error: syntax and check errors, or the failure that ended the script.
  public var diagnostics: [Diagnostic]
  /// The failure that ended the script, if any.
  public var failure: Failure?
  /// Text for standard error, from `halt_error`.
  public var message: String?
  /// Whether `stop`, `halt` or an interruption ended the script before its last statement.
  public var hasStopped: Bool
  /// The number of values that a failed or interrupted line of the prompt left as the last value.
  public var kept = 0

  /// Creates an outcome.
  public init(
    exitCode: Int32 = 0, diagnostics: [Diagnostic] = [], failure: Failure? = nil, message: String? = nil,
    hasStopped: Bool = false
  ) {
    self.exitCode = exitCode
    self.diagnostics = diagnostics
    self.failure = failure
    self.message = message
    self.hasStopped = hasStopped
  }
}

extension Failure.Kind {
  /// The exit code of an uncaught failure of this kind.
  public var exitCode: Int32 {
    switch self {
    case .script, .timeout: 1
    case .usage: 2
    case .auth: 3
    case .api: 4
    case .transport: 5
    case .assert: 6
    case .policy: 8
    }
  }
}

/// Exit codes that do not belong to a kind of failure.
public enum ExitCode {
  /// Some rows failed.
  public static let rowsFailed: Int32 = 7
  /// The user interrupted the script.
  public static let interrupted: Int32 = 130
}

extension Failure {
  /// The failure as a diagnostic; `notes` describe where it happened.
  public func diagnostic(notes: [String] = []) -> Diagnostic {
    let fields = errors.prefix(Self.mostShownFields).map { name, value in
      Self.shortened("\(name.string): \(value.string ?? value.json())")
    }
    let answer = [status.map { "status \($0)" }, exchange.map { "exchange @\($0)" }].compactMap(\.self)
    let message = provider == nil ? message : Self.shortened(message)
    return Diagnostic(
      code: kind.rawValue, message, hint: hint, source: source, range: range,
      notes: fields + (answer.isEmpty ? [] : [answer.joined(separator: ", ")]) + self.notes + notes)
  }

  private static let mostShownFields = 50
  private static let longestShownText = 1000

  /// Truncates a server's message, which may have any length.
  private static func shortened(_ text: String) -> String {
    guard text.utf8.count > longestShownText else { return text }
    return text.prefix(longestShownText) + "…"
  }
}
