public import Diagnostics
public import JSON
import Threads

/// A compiled program; the entry point to the engine.
public struct Filter: Sendable {
  private let program: Program

  /// Compiles a parsed program. Throws all its errors, including the syntax errors of the parser.
  public init(_ program: ParsedProgram, environment: CompileEnvironment = CompileEnvironment()) throws(Diagnostics) {
    self.program = try Program(program, environment)
  }

  /// Parses and compiles a text.
  public init(
    parsing text: String, name: String = "<filter>", environment: CompileEnvironment = CompileEnvironment()
  ) throws(Diagnostics) {
    var parser = Parser(SourceText(name: name, text: text), dialect: environment.dialect)
    try self.init(parser.parseProgram(), environment: environment)
  }

  /// Compiles a single expression of a source text.
  public init(
    _ expression: Expression, source: SourceText, environment: CompileEnvironment = CompileEnvironment()
  ) throws(Diagnostics) {
    program = try Program(expression, source, environment)
  }

  /// Checks a program. Reports everything wrong with it, except in the definitions of the environment, which are
  /// checked where they are written.
  public static func checked(_ program: ParsedProgram, environment: CompileEnvironment) -> CheckedProgram {
    let compiler = Compiler(environment, for: .check)
    let compiled = try? Program(compiler) { compiler.compile(program) }
    return CheckedProgram(
      filter: compiler.isWhole ? compiled.map(Filter.init) : nil, faults: compiler.diagnostics, calls: compiler.calls,
      functions: compiler.calledFunctions)
  }

  private init(_ program: Program) { self.program = program }

  var fields: [FieldUse] { program.fields }

  /// Whether the program may call a provider.
  public var makesCalls: Bool { program.makesCalls }

  /// Whether every input has exactly one output, unless an error occurs.
  public var hasOneOutput: Bool { program.body.isScalar }

  /// Runs the program and passes each output to `emit`, which returns false to stop. `variables` are the values of the
  /// environment's variables, in order. Runs on the current thread, which should have a deep stack (`DeepStack.run`).
  public func run(
    _ input: consuming Value, variables: [Value] = [], context: EvaluationContext,
    emit: (consuming Value) throws(EvaluationError) -> Bool
  ) throws(EvaluationError) {
    try program.run(input, variables, context, emit)
  }

  /// Runs the program and returns all outputs.
  public func outputs(
    _ input: Value, variables: [Value] = [], context: EvaluationContext = EvaluationContext()
  ) throws(EvaluationError) -> [Value] {
    var outputs: [Value] = []
    try run(input, variables: variables, context: context) { (value: consuming Value) in
      outputs.append(value)
      return true
    }
    return outputs
  }
}

/// The nodes of a program and the data they need.
final class Program: Sendable {
  let body: Node
  let fields: [FieldUse]
  /// Kept to break the reference cycles between functions and the calls in their bodies.
  private let functions: [Function]
  private let variables: Int
  private let globals: Range<Int>
  let makesCalls: Bool

  convenience init(_ program: ParsedProgram, _ environment: CompileEnvironment) throws(Diagnostics) {
    let compiler = Compiler(environment)
    try self.init(compiler) { compiler.compile(program) }
  }

  convenience init(
    _ expression: Expression, _ source: SourceText, _ environment: CompileEnvironment
  ) throws(Diagnostics) {
    let compiler = Compiler(environment)
    try self.init(compiler) {
      let origin = Origin(source: source, place: nil, account: environment.account)
      return compiler.compile(expression, compiler.environmentScope(), origin)
    }
  }

  fileprivate init(_ compiler: Compiler, _ compile: () -> Node) throws(Diagnostics) {
    body = compile()
    functions = compiler.functions
    fields = compiler.fields
    variables = compiler.root.variables
    globals = compiler.globals?.slots ?? 0..<0
    makesCalls = !compiler.calls.isEmpty
    let diagnostics = Diagnostics(compiler.diagnostics)
    if diagnostics.hasErrors {
      for function in functions { function.discard() }
      throw diagnostics
    }
  }

  deinit { for function in functions { function.discard() } }

  func run(
    _ input: consuming Value, _ values: [Value], _ context: EvaluationContext,
    _ emit: (consuming Value) throws(EvaluationError) -> Bool
  ) throws(EvaluationError) {
    let machine = context.machine
    let mark = machine.pointee.mark
    let limit = machine.pointee.stackLimit
    let record = context.record
    machine.pointee.stackLimit = DeepStack.limit
    context.record = nil
    let frame = Frame.push(machine, outer: Frame(base: machine), closures: 0, variables: variables)
    defer {
      frame.release(closures: 0, variables: variables)
      machine.pointee.reset(to: mark)
      machine.pointee.stackLimit = limit
      context.record = record
    }
    for (slot, value) in zip(globals, values) { frame.variable(slot).pointee = value }
    var failure: EvaluationError?
    do throws(Thrown) {
      _ = try body.run(input, frame) { (value: consuming Value) in
        do throws(EvaluationError) {
          return try emit(value) ? .proceed : .stop
        } catch {
          failure = error
          return .stop
        }
      }
    } catch {
      throw EvaluationError(error)
    }
    if let failure { throw failure }
  }
}
