import Diagnostics

/// Why a parameter does not accept a value.
public struct Mistyped: Error, Sendable {
  /// The part of the message after the parameter's name.
  public var message: String
  /// How to fix it, if that is known.
  public var hint: String?

  /// Creates an error from the part of the message after the parameter's name.
  public init(_ message: String, hint: String? = nil) {
    self.message = message
    self.hint = hint
  }

  /// The error for null where it is not accepted.
  public static func null(isRequired: Bool) -> Mistyped {
    Mistyped("must not be null", hint: isRequired ? "it must be given" : "leave it out instead")
  }

  /// The error for a value that is not one of the choices.
  public static func choice(_ text: String, among choices: [String]) -> Mistyped {
    let near = choices.nearest(to: text).map { "did you mean `\($0)`?" }
    let all = choices.map { "`\($0)`" }.joined(separator: ", ")
    return Mistyped("cannot be `\(text)`", hint: near ?? "one of \(all)")
  }
}
