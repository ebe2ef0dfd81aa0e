public import Diagnostics

/// A call in a compiled program, or in one of the modules and functions that the program uses.
public struct CompiledCall: Sendable {
  public let account: Account
  public let method: MethodSignature
  public let arguments: [CallArgument]
  public let source: SourceText
  public let range: SourceRange
}

/// A function that a program calls: one of the text around it, of a module, or of its own.
public struct CalledFunction: Sendable {
  public let definition: FunctionDefinition
  public let source: SourceText
  /// The account in use where it stands.
  public let account: Account?
  /// Whether it is defined in the text around the program, where it has already been checked.
  public let isOfEnvironment: Bool
}

/// What a check of a program found.
public struct CheckedProgram: Sendable {
  /// Nil where the program has errors or calls a function of the text around it.
  public let filter: Filter?
  public let faults: [Diagnostic]
  /// The calls in it, those of functions of the text around it left out.
  public let calls: [CompiledCall]
  /// The functions that it calls, builtins left out.
  public let functions: [CalledFunction]
}
