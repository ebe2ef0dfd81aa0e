public import Query

/// The sources of parameter values besides the arguments.
public protocol ParameterSource: Sendable {
  /// Whether the user has interrupted the script.
  var isCancelled: Bool { get }

  /// Returns the value of an environment variable.
  func variable(_ name: String) -> String?
  /// Reads a file, or standard input for `-`; used for `--name @file` and `--name -`.
  func read(_ path: String) throws(Failure) -> String
  /// Asks the user for a parameter; nil without a terminal.
  func ask(_ parameter: Parameter) -> String?
  /// Receives the output of the script.
  func output(_ output: Output)
  /// Marks a value as secret, so that it is never shown.
  func keepSecret(_ text: String)
  /// Whether a value must not be shown, judging by its name or content.
  func isSecret(_ name: String, _ written: String) -> Bool
  /// Whether this is a command-line option, which belongs before the script; `name` includes the dashes.
  func isOption(_ name: String) -> Bool
}

extension ParameterSource {
  public var isCancelled: Bool { false }
  public func variable(_ name: String) -> String? { nil }
  public func read(_ path: String) throws(Failure) -> String {
    throw Failure(.usage, "no files can be read here")
  }
  public func ask(_ parameter: Parameter) -> String? { nil }
  public func keepSecret(_ text: String) {}
  public func isSecret(_ name: String, _ written: String) -> Bool { false }
  public func isOption(_ name: String) -> Bool { false }
}
