import Diagnostics
import Query

// Incremental checking of a text whose earlier version has been checked.

extension Checker {
  /// Checks a text that is being edited, reusing the results of the previous check for unchanged statements. The report
  /// contains the memory for the next check, but no compiled filters.
  public static func check(
    _ script: Script, environment: any CheckEnvironment, remembering memory: CheckMemory
  ) -> CheckReport {
    Checker(script, mode: .file, scope: Scope(), environment: environment)
      .check(remembering: memory)
  }

  /// A statement whose check is being recorded.
  struct Observation {
    let range: SourceRange
    /// The number of unused variables before it.
    var unused: Int
    var outcome = CheckMemory.Outcome()
  }

  mutating func check(_ statements: [Statement], remembering earlier: CheckMemory) {
    let isReadable = !script.diagnostics.contains { $0.severity == .error }
    let words = definedNames(statements)
    for statement in statements {
      guard statement.isRemembered else {
        check(statement)
        noteFunctions(of: statement)
        continue
      }
      let range = SourceRange(statement.range.lower, script.source.line(at: statement.range.upper).upper)
      let text = script.source[range]
      let own = earlier.names(in: text) ?? text.variableNames
      let names = own + words
      let surroundings = surroundings(names)
      if let known = earlier.outcome(of: text, surroundings, isReadable: isReadable) {
        replay(known, names, statement)
        memory?.keep(known, of: text, naming: own, surroundings, isReadable: isReadable)
        continue
      }
      observation = Observation(range: range, unused: unused.count)
      check(statement)
      guard var outcome = observation?.outcome else { continue }
      observation = nil
      outcome.last = last
      outcome.variables = names.map { shapes[$0] }
      if outcome.isWhole { memory?.keep(outcome, of: text, naming: own, surroundings, isReadable: isReadable) }
    }
  }

  /// The variables that the text's own functions may use.
  private func definedNames(_ statements: [Statement]) -> [String] {
    statements.flatMap { statement -> [String] in
      guard case .define = statement.kind else { return [] }
      return script.source[statement.range].variableNames
    }
  }

  private mutating func noteFunctions(of statement: Statement) {
    switch statement.kind {
    case .define, .load:
      var hasher = Hasher()
      hasher.combine(functionsKey)
      hasher.combine(script.source[statement.range])
      hasher.combine(scope.account)
      functionsKey = hasher.finalize()
    default: break
    }
  }

  private func surroundings(_ names: [String]) -> CheckMemory.Surroundings {
    CheckMemory.Surroundings(
      account: scope.account, last: last, functions: functionsKey,
      variables: names.map { name in
        CheckMemory.Variable(
          isBound: scope.value(of: name) != nil, isParameter: parameters.contains(name), known: shapes[name])
      }, setsZone: setsZone)
  }

  /// Repeats the effects of the check of a statement.
  private mutating func replay(_ outcome: CheckMemory.Outcome, _ names: [String], _ statement: Statement) {
    for name in outcome.used { use(name) }
    switch statement.kind {
    case .bind(let name, _): bind(name)
    case .loop(let loop): if let name = loop.result { bind(name) }
    default: break
    }
    mayWrite = mayWrite || outcome.mayWrite
    last = outcome.last
    for (name, known) in zip(names, outcome.variables) { shapes[name] = known }
    let start = statement.range.lower
    add(
      outcome.findings.map { finding in
        var finding = finding
        finding.source = script.source
        finding.range = finding.range.map { SourceRange($0.lower + start, $0.upper + start) }
        return finding
      })
  }

  /// Records a finding about the current statement.
  mutating func observe(_ finding: Diagnostic) {
    guard let whole = observation?.range else { return }
    guard let range = finding.range, finding.source == script.source, finding.notes.isEmpty,
      finding.severity != .error, whole.lower <= range.lower, range.upper <= whole.upper
    else {
      observation?.outcome.isWhole = false
      return
    }
    var finding = finding
    finding.source = nil
    finding.range = SourceRange(range.lower - whole.lower, range.upper - whole.lower)
    observation?.outcome.findings.append(finding)
  }
}

extension Statement {
  /// Whether its check depends only on the surroundings in `CheckMemory`.
  fileprivate var isRemembered: Bool {
    switch kind {
    case .expression, .bind, .print, .warn, .confirm, .fail, .give, .skip, .wait, .assert, .decide, .protect, .loop,
      .save, .append, .stop:
      true
    case .use, .parameter, .define, .load, .run, .login, .logout, .command: false
    }
  }
}

extension String {
  /// The names after `$`, `let`, `for` and `catch`, without duplicates.
  fileprivate var variableNames: [String] {
    let bytes = Array(utf8)
    var names: Set<String> = []
    var (place, before) = (0, bytes[0..<0])
    while place < bytes.count {
      let word = bytes[place...].prefix(while: \.isPartOfName)
      guard !word.isEmpty else {
        place += 1
        continue
      }
      let isMarked = place > 0 && bytes[place - 1] == UInt8(ascii: "$")
      if isMarked || Self.binding.contains(where: before.elementsEqual) {
        names.insert(String(decoding: word, as: UTF8.self))
      }
      (place, before) = (word.endIndex, word)
    }
    return names.sorted()
  }

  private static let binding: [[UInt8]] = ["let", "for", "catch"].map { Array($0.utf8) }
}

extension UInt8 {
  fileprivate var isPartOfName: Bool {
    switch self {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"):
      true
    default: false
    }
  }
}
