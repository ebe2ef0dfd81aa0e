public import Diagnostics
import JSON
public import Query

/// How a script, or a line of the prompt, ended.
public struct ScriptOutcome: Sendable {
  /// For the process (cli.md, exit codes).
  public var exitCode: Int32
  /// What to show on standard error: syntax and check errors, or the failure that ended it.
  public var diagnostics: [Diagnostic]
  /// The failure that ended it, where one did.
  public var failure: Failure?
  /// Text for standard error, from `halt_error`.
  public var message: String?
  /// Whether `stop`, `halt` or an interruption ended it before its last statement.
  public var hasStopped: Bool
  /// How many values a line of the prompt left as the last value although it failed or was interrupted.
  public var kept = 0

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

/// Exit codes that no failure has.
public enum ExitCode {
  public static let rowsFailed: Int32 = 7
  public static let interrupted: Int32 = 130
}

extension Failure {
  /// The failure as something to paint; `notes` say where it happened.
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

  /// What a server says may be as long as it likes; a person reads the beginning.
  private static func shortened(_ text: String) -> String {
    guard text.utf8.count > longestShownText else { return text }
    return text.prefix(longestShownText) + "…"
  }
}
