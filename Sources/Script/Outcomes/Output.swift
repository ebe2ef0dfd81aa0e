public import Diagnostics
public import JSON

/// The output of a script.
public enum Output: Sendable {
  /// An output of an expression statement, to be rendered.
  case result(Value)
  /// A line from `print`.
  case line(String)
  /// A line from `warn`, for standard error.
  case notice(String)
  /// A warning of the checks, or the failure of a row while others continue.
  case diagnostic(Diagnostic)
}
