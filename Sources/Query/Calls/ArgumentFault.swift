import Diagnostics

/// A fault in the arguments of a call, with the same wording in checks and at run time.
public struct ArgumentFault: Sendable, Hashable {
  /// A stable identifier of the kind of fault, as in diagnostics.
  public var code: String
  /// The message, without the hint.
  public var message: String
  /// How to fix it, if that is known.
  public var hint: String?

  /// Creates the fault for a value that a parameter does not accept.
  public init(
    _ mistyped: Mistyped, for name: String, of method: String, code: String = "mistyped-parameter"
  ) {
    self.init(code: code, message: "`\(name)` of \(method) \(mistyped.message)", hint: mistyped.hint)
  }

  private init(code: String, message: String, hint: String?) {
    self.code = code
    self.message = message
    self.hint = hint
  }

  /// The fault for an unknown parameter name.
  public static func unknown(_ name: String, of method: String, among names: [String]) -> ArgumentFault {
    let near = names.nearest(to: name).map { "did you mean `\($0)`?" }
    let all =
      names.isEmpty ? "it has no parameters" : "its parameters: " + names.map { "`\($0)`" }.joined(separator: ", ")
    return ArgumentFault(
      code: "unknown-parameter", message: "\(method) has no parameter `\(name)`", hint: near ?? all)
  }

  /// The fault for more bare values than the method accepts.
  public static func tooMany(for method: String, accepting count: Int) -> ArgumentFault {
    let accepted = count == 0 ? "no bare values" : count.of("bare value")
    return ArgumentFault(
      code: "too-many-arguments", message: "\(method) accepts \(accepted)", hint: "write `name: value`")
  }

  /// The fault for a parameter that is given twice.
  public static func doubled(_ name: String, of method: String) -> ArgumentFault {
    ArgumentFault(
      code: "doubled-parameter", message: "`\(name)` of \(method) is given twice", hint: "leave one of them out")
  }

  /// The fault for two mutually exclusive parameters.
  public static func exclusive(_ name: String, _ other: String, of method: String) -> ArgumentFault {
    ArgumentFault(
      code: "exclusive-parameters", message: "`\(name)` and `\(other)` of \(method) exclude each other",
      hint: "leave one of them out")
  }

  /// The fault for a missing required parameter.
  public static func missing(_ parameter: ParameterSignature, of method: String) -> ArgumentFault {
    ArgumentFault(
      code: "missing-parameter", message: "\(method) needs the parameter `\(parameter.name)`", hint: parameter.advice)
  }

  /// The fault for a parameter that is given without another one that it requires.
  ///
  /// - Parameter signature: the signature of the missing parameter; nil if it is not listed.
  public static func alone(
    _ name: String, without needed: String, of method: String, _ signature: ParameterSignature?
  ) -> ArgumentFault {
    ArgumentFault(
      code: "missing-parameter", message: "`\(name)` of \(method) needs `\(needed)`, too", hint: signature?.advice)
  }
}
