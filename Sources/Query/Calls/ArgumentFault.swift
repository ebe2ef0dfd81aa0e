import Diagnostics

/// What is wrong with the arguments of a call, in the same words before a run and in it.
public struct ArgumentFault: Sendable, Hashable {
  /// A stable name for the kind, as diagnostics have it.
  public var code: String
  public var message: String
  public var hint: String?

  /// A value that a parameter cannot have.
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

  /// A name that no parameter has.
  public static func unknown(_ name: String, of method: String, among names: [String]) -> ArgumentFault {
    let near = names.nearest(to: name).map { "did you mean `\($0)`?" }
    let all =
      names.isEmpty ? "it has no parameters" : "its parameters: " + names.map { "`\($0)`" }.joined(separator: ", ")
    return ArgumentFault(
      code: "unknown-parameter", message: "\(method) has no parameter `\(name)`", hint: near ?? all)
  }

  /// More bare values than the method accepts.
  public static func tooMany(for method: String, accepting count: Int) -> ArgumentFault {
    let accepted = count == 0 ? "no bare values" : count.of("bare value")
    return ArgumentFault(
      code: "too-many-arguments", message: "\(method) accepts \(accepted)", hint: "write `name: value`")
  }

  public static func doubled(_ name: String, of method: String) -> ArgumentFault {
    ArgumentFault(
      code: "doubled-parameter", message: "`\(name)` of \(method) is given twice", hint: "leave one of them out")
  }

  public static func exclusive(_ name: String, _ other: String, of method: String) -> ArgumentFault {
    ArgumentFault(
      code: "exclusive-parameters", message: "`\(name)` and `\(other)` of \(method) exclude each other",
      hint: "leave one of them out")
  }

  public static func missing(_ parameter: ParameterSignature, of method: String) -> ArgumentFault {
    ArgumentFault(
      code: "missing-parameter", message: "\(method) needs the parameter `\(parameter.name)`", hint: parameter.advice)
  }

  /// A parameter that is given without another one that it needs.
  ///
  /// - Parameter signature: the needed one's, where it has one.
  public static func alone(
    _ name: String, without needed: String, of method: String, _ signature: ParameterSignature?
  ) -> ArgumentFault {
    ArgumentFault(
      code: "missing-parameter", message: "`\(name)` of \(method) needs `\(needed)`, too", hint: signature?.advice)
  }
}
