public import Diagnostics
public import JSON

/// What a script says.
public enum Output: Sendable {
  /// An output of an expression statement; rendered.
  case result(Value)
  /// A line of `print`.
  case line(String)
  /// A line of `warn`, on standard error.
  case notice(String)
  /// A warning of the checks, or the failure of a row while others go on.
  case diagnostic(Diagnostic)
}
