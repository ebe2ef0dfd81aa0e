public import Query

/// Where the values of a script's parameters come from, besides its arguments.
public protocol ParameterSource: Sendable {
  /// Whether a person asked for the end.
  var isCancelled: Bool { get }

  /// A variable of the process.
  func variable(_ name: String) -> String?
  /// The text of a file, or of standard input for `-`, for `--name @file` and `--name -`.
  func read(_ path: String) throws(Failure) -> String
  /// Asks for a parameter; nil without a terminal.
  func ask(_ parameter: Parameter) -> String?
  /// Takes what the script says.
  func output(_ output: Output)
  /// A value that must never be shown.
  func keepSecret(_ text: String)
  /// Whether a value must not be shown as it is written, by the name it goes with or by what it is.
  func isSecret(_ name: String, _ written: String) -> Bool
  /// Whether the command line has an option of that name, dashes included, which belongs before the script.
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
