public import Diagnostics
import JSON
import Query
import Threads

/// Checks a script before anything is sent (docs/language.md, "Checking and formatting").
public struct Checker {
  let script: Script
  let mode: ScriptMode
  let environment: any CheckEnvironment
  var scope: Scope
  var findings: [Diagnostic] = []
  private var compiled = CompiledFilters()
  /// Whether the text sets a time zone.
  let setsZone: Bool
  /// Whether the text may write.
  var mayWrite = false
  /// The calls of each function, made directly and through other functions.
  var callsOfFunctions: [CalledFunction.Place: [CompiledCall]] = [:]
  /// The functions of modules that have been checked.
  var lookedInto: Set<CalledFunction.Place> = []
  /// The loops around the current statement, outermost first.
  var loops: [LoopAround] = []
  /// The scripts that run this one with `run`.
  var around: Set<String> = []
  /// The number of steps found that may wait for the user: calls, questions, commands.
  private var waits = 0
  private var reported: Set<Diagnostic> = []
  /// Dangers that a comment permits.
  var meant: Set<Diagnostic> = []
  /// Names bound by `let` in this text that have not been used yet.
  var unused: [Unused] = []
  /// The variables outside of the current block.
  var outside: Set<String> = []
  /// What is known statically about variables and the last value.
  var shapes: [String: ShapeCheck.Known] = [:]
  var last: ShapeCheck.Known?
  /// The parameters that an enclosing script passes.
  var given: Set<String> = []
  /// The script's parameters so far.
  var parameters: Set<String> = []
  /// Whether the text is still being typed. If so, it is checked although parts are missing.
  var isBeingTyped = false
  /// The results that the next check of the text can reuse; nil if there is none.
  var memory: CheckMemory?
  /// The statement whose check is being recorded.
  var observation: Observation?
  /// Identifies the functions in scope.
  var functionsKey = 0

  /// - Parameter knowledge: the knowledge from the previous lines.
  init(
    _ script: Script, mode: ScriptMode, scope: Scope, environment: any CheckEnvironment,
    knowledge: CheckReport.Knowledge = CheckReport.Knowledge()
  ) {
    shapes = knowledge.variables
    last = knowledge.last
    self.script = script
    self.mode = mode
    self.scope = scope
    self.environment = environment
    setsZone = script.statements.contains(where: \.setsZone)
  }

  /// Checks a complete text, as `edush check` does.
  public static func check(_ source: SourceText, environment: any CheckEnvironment) -> CheckReport {
    Checker(ScriptParser.parse(source), mode: .file, scope: Scope(), environment: environment).check()
  }

  /// Checks the text; the findings are in its order.
  func check(remembering earlier: CheckMemory? = nil) -> CheckReport {
    DeepStack.run {
      var checker = self
      checker.add(script.diagnostics)
      if let earlier {
        checker.memory = CheckMemory()
        checker.check(script.statements, remembering: earlier)
      } else {
        checker.check(script.statements)
      }
      checker.reportUnused(from: 0)
      checker.reportIdleComments()
      var report = CheckReport(checker.sortedFindings)
      report.mayWrite = checker.mayWrite
      report.knowledge = CheckReport.Knowledge(variables: checker.shapes, last: checker.last)
      if let memory = checker.memory {
        report.memory = memory
      } else if !report.hasErrors {
        report.compiled = checker.compiled
      }
      return report
    }
  }

  private var sortedFindings: [Diagnostic] {
    findings.enumerated().sorted { a, b in
      let (first, second) = (a.element.range?.lower ?? 0, b.element.range?.lower ?? 0)
      return first == second ? a.offset < b.offset : first < second
    }.map(\.element)
  }
}

extension Checker {
  mutating func add(_ more: [Diagnostic]) {
    for finding in more {
      observe(finding)
      guard !isKnown(finding), reported.insert(finding).inserted else { continue }
      if finding.isMeant { meant.insert(finding) } else { findings.append(finding) }
    }
  }

  /// Whether another error already reports a value.
  private func isKnown(_ finding: Diagnostic) -> Bool {
    finding.code == ShapeCheck.refusedValue
      && findings.contains { $0.severity == .error && $0.range == finding.range && $0.source == finding.source }
  }

  mutating func report(
    _ severity: Diagnostic.Severity, _ code: String, _ message: String, hint: String? = nil, at range: SourceRange
  ) {
    add([Diagnostic(severity, code: code, message, hint: hint, source: script.source, range: range)])
  }

  /// Checks a block. Bindings in the block are visible only there.
  mutating func check(_ block: Block, binding name: String? = nil) {
    let (outer, known, input, bound, around) = (scope, unused.count, last, shapes, outside)
    outside = Set(scope.names)
    if let name { scope.bind(name, .null) }
    check(block.statements)
    reportUnused(from: known)
    (scope, last, shapes, outside) = (outer, input, bound, around)
  }

  private mutating func check(_ statements: [Statement]) {
    for statement in statements { check(statement) }
  }

  mutating func check(_ statement: Statement) {
    if statement.mayWait { waits += 1 }
    switch statement.kind {
    case .expression(let expression):
      if reportAssignment(expression) { return }
      let known = check(expression)
      last = expression.hasOneOutput ? known : nil
    case .print(let expression), .warn(let expression), .confirm(let expression), .fail(let expression):
      check(expression)
    case .give(let expression):
      check(expression)
      if loops.isEmpty { reportOutside(of: statement, "give") }
    case .skip(let message):
      if let message { check(message) }
      if loops.isEmpty { reportOutside(of: statement, "skip") }
    case .wait(let wait): check(wait)
    case .run(let path, let parameters): checkRun(path, parameters)
    case .bind(let name, let expression):
      reportCounting(name, expression)
      let known = check(expression)
      bind(name)
      shapes[name.text] = known
      noteBound(name)
    case .use(let target):
      check(target)
      scope.account = target.account(environment.catalog, current: nil)
    case .parameter(let parameter): check(parameter)
    case .define(let definition): define(definition)
    case .load(let directive): load(directive)
    case .loop(let loop):
      let known = check(loop.source)
      if let key = loop.key { check(key) }
      checkCount(loop.parallel, "parallel", Loop.parallelLimits)
      checkCount(loop.retry, "retry", Loop.retryLimits)
      checkCount(loop.most, "at most", Loop.mostLimits)
      if let delay = loop.delay { checkSpan(delay, "after") }
      reportReserved(loop.name)
      reportShadowing(of: loop.name)
      reportWalk(loop)
      let outer = shapes
      shapes[loop.name.text] = known
      let before = waits
      loops.append(LoopAround(loop, in: scope))
      check(loop.body, binding: loop.name.text)
      loops.removeLast()
      if waits == before { compiled.noteBusy(loop.body) }
      shapes = outer
      if let result = loop.result {
        bind(result)
        shapes[result.text] = nil
      }
    case .decide(let branches, let otherwise):
      check(branches, otherwise: otherwise)
    case .protect(let body, let name, let handler):
      reportSwallowed(body, handler)
      check(body)
      reportReserved(name)
      reportShadowing(of: name)
      let outer = shapes
      shapes[name.text] = nil
      check(handler, binding: name.text)
      shapes = outer
    case .assert(let condition, let message):
      check(condition, decides: true)
      if let message { check(message) }
      settle(condition.variableNames)
    case .save(let value, let path, let options):
      check(value)
      checkPath(path)
      checkFileOptions(options)
    case .append(let value, let path, let options):
      check(value)
      checkPath(path, SaveFormat.lines, word: "append")
      checkFileOptions(options)
    case .login(let target, let arguments):
      check(target)
      checkLogin(target, arguments)
      for one in arguments { check(one.value) }
    case .logout(let target): check(target)
    case .stop(let status): if let status { checkStatus(status) }
    case .command(let command): check(command)
    }
  }

  /// Compiles an expression in its scope; returns what is known about its outputs.
  ///
  /// - Parameter decides: whether the expression is a condition.
  @discardableResult
  mutating func check(_ expression: Expression, decides: Bool = false) -> ShapeCheck.Known? {
    note(expression)
    guard isBeingTyped || !expression.isPartial else { return nil }
    let program = compile(ParsedProgram(source: script.source, body: expression))
    if program.filter?.makesCalls ?? true { waits += 1 }
    if memory == nil, let filter = program.filter, !compiled.isFull {
      compiled.keep(filter, at: expression.range, in: scope, isPlanning: environment.isPlanning)
    }
    check(calls: calls(of: program))
    look(into: program.functions)
    var shape = shapeCheck
    defer { add(shape.findings) }
    guard decides else { return shape.outputs(expression, on: last) }
    shape.condition(expression, of: .decision, on: last)
    return nil
  }

  var shapeCheck: ShapeCheck {
    var check = ShapeCheck(
      scope: scope, source: script.source, catalog: environment.catalog, variables: shapes, environment: environment)
    check.assumesZone = setsZone
    return check
  }

  mutating func compile(_ program: ParsedProgram) -> CheckedProgram {
    let checked = Filter.checked(program, environment: scope.compileEnvironment(environment))
    add(checked.faults)
    return checked
  }

  /// Checks a number of rows or attempts: a whole number within limits, as far as it is constant.
  private mutating func checkCount(_ count: Expression?, _ word: String, _ limits: ClosedRange<Int>) {
    guard let count else { return }
    check(count)
    guard let value = count.constant else { return }
    let number = value.double ?? .nan
    guard number >= Double(limits.lowerBound), number == number.rounded() else {
      return report(
        .error, "wrong-count", "`\(word)` needs a whole number of at least \(limits.lowerBound)",
        hint: "such as `\(word) 4`", at: count.range)
    }
    guard number > Double(limits.upperBound) else { return }
    report(
      .error, "wrong-count",
      "`\(word)` takes a number from \(limits.lowerBound) to \(limits.upperBound), not \(Preview.text(value))",
      at: count.range)
  }

  private mutating func checkStatus(_ status: Expression) {
    check(status)
    guard let value = status.constant, !(value.int.map((0...255).contains) ?? false) else { return }
    report(
      .error, "wrong-status", "`stop` takes a status from 0 to 255, not \(Preview.text(value))", at: status.range)
  }
}
