public import Diagnostics
import JSON
import Query

/// Finds what is wrong with a script before anything is sent (language.md, section 3).
public struct Checker {
  let script: Script
  let mode: Interpreter.Mode
  let environment: any ScriptEnvironment
  var scope: Scope
  var findings: [Diagnostic] = []
  private var reported: Set<Diagnostic> = []
  /// Names that `let` bound in this text and nothing has used yet, with the place of the name.
  var unused: [(name: String, range: SourceRange)] = []
  /// The script's parameters so far.
  var parameters: Set<String> = []

  init(_ script: Script, mode: Interpreter.Mode, scope: Scope, environment: any ScriptEnvironment) {
    self.script = script
    self.mode = mode
    self.scope = scope
    self.environment = environment
  }

  /// All findings for a text that stands alone, as `edush check` shows them.
  public static func check(_ source: SourceText, environment: any ScriptEnvironment) -> [Diagnostic] {
    Checker(ScriptParser.parse(source), mode: .file, scope: Scope(), environment: environment).check()
  }

  /// The exit code of a text with such findings: 0 with warnings only.
  public static func exitCode(_ findings: [Diagnostic]) -> Int32 {
    let errors = findings.filter { $0.severity == .error }
    guard !errors.isEmpty else { return 0 }
    return errors.allSatisfy { $0.code == PermissionCheck.code } ? Failure.Kind.policy.exitCode : 2
  }

  /// All findings, in the order of the text.
  func check() -> [Diagnostic] {
    DeepStack.run {
      var checker = self
      checker.add(script.diagnostics)
      checker.check(script.statements)
      checker.reportUnused(from: 0)
      return checker.findings.enumerated().sorted { a, b in
        let (first, second) = (a.element.range?.lower ?? 0, b.element.range?.lower ?? 0)
        return first == second ? a.offset < b.offset : first < second
      }.map(\.element)
    }
  }
}

extension Checker {
  mutating func add(_ more: [Diagnostic]) {
    for finding in more where reported.insert(finding).inserted { findings.append(finding) }
  }

  mutating func report(
    _ severity: Diagnostic.Severity, _ code: String, _ message: String, hint: String? = nil, at range: SourceRange
  ) {
    add([Diagnostic(severity, code: code, message, hint: hint, source: script.source, range: range)])
  }

  /// What is in a block is visible in the block.
  private mutating func check(_ block: Block, binding name: String? = nil) {
    let (outer, known) = (scope, unused.count)
    if let name { scope.bind(name, .null) }
    check(block.statements)
    reportUnused(from: known)
    scope = outer
  }

  private mutating func check(_ statements: [Statement]) {
    for statement in statements { check(statement) }
  }

  private mutating func check(_ statement: Statement) {
    switch statement.kind {
    case .expression(let expression), .print(let expression), .confirm(let expression): check(expression)
    case .bind(let name, let expression):
      check(expression)
      bind(name)
    case .use(let target):
      check(target)
      scope.provider = ProviderInUse(name: target.provider.text, profile: target.profile?.text)
    case .parameter(let parameter): check(parameter)
    case .define(let definition): define(definition)
    case .load(let directive): load(directive)
    case .loop(let loop):
      check(loop.source)
      [loop.parallel, loop.retry].compactMap(\.self).forEach { check($0) }
      reportShadowing(of: loop.name)
      check(loop.body, binding: loop.name.text)
    case .decide(let branches, let otherwise):
      for branch in branches {
        check(branch.condition)
        check(branch.body)
      }
      if let otherwise { check(otherwise) }
    case .protect(let body, let name, let handler):
      check(body)
      reportShadowing(of: name)
      check(handler, binding: name.text)
    case .assert(let condition, let message): [condition, message].compactMap(\.self).forEach { check($0) }
    case .save(let value, let path):
      check(value)
      checkPath(path)
    case .login(let target, let arguments):
      check(target)
      arguments.forEach { check($0.value) }
    case .logout(let target): check(target)
    case .stop(let status): if let status { check(status) }
    case .command(let command): check(command)
    }
  }

  /// Compiles an expression where it stands.
  mutating func check(_ expression: Expression) {
    expression.visit { inner in
      if case .variable(let name) = inner.kind { use(name.text) }
    }
    guard !expression.isPartial else { return }
    compile(scope.program(expression, in: script.source))
    add(PermissionCheck(scope: scope, source: script.source, environment: environment).check(expression))
  }

  private mutating func compile(_ program: ParsedProgram) {
    do throws(Diagnostics) {
      _ = try Filter(program, environment: scope.compileEnvironment(environment))
    } catch {
      add(error.all)
    }
  }

  private mutating func define(_ definition: FunctionDefinition) {
    definition.body.visit { inner in
      if case .variable(let name) = inner.kind { use(name.text) }
    }
    if !definition.body.isPartial {
      let identity = Expression(.identity, definition.range)
      compile(
        ParsedProgram(source: script.source, imports: scope.imports, definitions: [definition], body: identity))
      scope.define(definition, in: script.source)
    }
    reportHiding(definition.name, arity: definition.parameters.count)
  }

  private mutating func load(_ directive: Import) {
    scope.load(directive)
    compile(scope.program(Expression(.identity, directive.range), in: script.source))
  }
}

extension Expression {
  /// Whether something is missing in it; what is wrong there was said already.
  var isPartial: Bool {
    var isPartial = false
    visit { if case .missing = $0.kind { isPartial = true } }
    return isPartial
  }
}
