import Diagnostics

/// Why a value cannot be a parameter's: what follows its name in the message, and what to do.
public struct Mistyped: Error, Sendable {
  public var message: String
  public var hint: String?

  public init(_ message: String, hint: String? = nil) {
    self.message = message
    self.hint = hint
  }

  public static func null(isRequired: Bool) -> Mistyped {
    Mistyped("must not be null", hint: isRequired ? "it must be given" : "leave it out instead")
  }

  /// A value that is not among those there are.
  public static func choice(_ text: String, among choices: [String]) -> Mistyped {
    let near = choices.nearest(to: text).map { "did you mean `\($0)`?" }
    let all = choices.map { "`\($0)`" }.joined(separator: ", ")
    return Mistyped("cannot be `\(text)`", hint: near ?? "one of \(all)")
  }
}
