public import Diagnostics

/// A call in a compiled program, or in a module or function that the program uses.
public struct CompiledCall: Sendable {
  /// The account that the call uses.
  public let account: Account
  /// The method that is called.
  public let method: MethodSignature
  /// The arguments, as written.
  public let arguments: [CallArgument]
  /// The source text that contains the call.
  public let source: SourceText
  /// The range of the call.
  public let range: SourceRange
}

/// A function that a program calls: from the surrounding script, a module, or the program itself.
public struct CalledFunction: Sendable {
  /// The definition of the function.
  public let definition: FunctionDefinition
  /// The source text that contains the definition.
  public let source: SourceText
  /// The account in use at the definition.
  public let account: Account?
  /// Whether it is defined in the surrounding script, where it has already been checked.
  public let isOfEnvironment: Bool
}

/// The result of checking a program.
public struct CheckedProgram: Sendable {
  /// nil if the program has errors or calls a function of the surrounding script.
  public let filter: Filter?
  /// The errors and warnings found.
  public let faults: [Diagnostic]
  /// The calls in the program, without those in functions of the surrounding script.
  public let calls: [CompiledCall]
  /// The functions that the program calls, without builtins.
  public let functions: [CalledFunction]
}
