import Diagnostics
import JSON
import Query

// Rows, waiting, files with options, and scripts that run other scripts.

extension Checker {
  mutating func reportOutside(of statement: Statement, _ word: String) {
    report(
      .error, "outside-loop", "`\(word)` belongs in a loop, and there is none around it",
      hint: word == "give" ? "`let name = for … { give … }` collects the values of rows" : "`stop` ends the script",
      at: statement.range)
  }

  mutating func check(_ wait: Wait) {
    switch wait {
    case .duration(let duration): checkSpan(duration, "wait")
    case .condition(let condition, let every, let limit):
      check(condition, decides: true)
      if let every { checkSpan(every, "every") }
      if let limit { checkSpan(limit, "for") }
    }
  }

  /// Checks a time span, as far as it is constant.
  mutating func checkSpan(_ span: Expression, _ word: String) {
    check(span)
    guard let value = span.constant, TimeSpan.seconds(of: value) == nil else { return }
    report(
      .error, "wrong-span", "`\(word)` takes a time span, not \(Preview.text(value))",
      hint: "such as \"5s\", \"10m\" or \"2h\"", at: span.range)
  }

  mutating func checkFileOptions(_ options: Expression?) {
    guard let options else { return }
    check(options)
    guard let value = options.constant else { return }
    var fault: (name: String, message: String)?
    guard let object = value.object else {
      return report(
        .error, "wrong-options", "`with` takes an object, not \(Preview.text(value))", hint: FileOptions.hint,
        at: options.range)
    }
    guard FileOptions(object, fault: &fault) == nil, let fault else { return }
    report(.error, "wrong-options", fault.message, hint: FileOptions.hint, at: options.range)
  }

  /// Checks the other script as it will run, if its path is a literal.
  mutating func checkRun(_ path: Expression, _ parameters: Expression?) {
    // The other script may change before the next check.
    observation?.outcome.isWhole = false
    check(path)
    if let parameters { check(parameters) }
    guard let name = path.constant?.string else {
      // What it does is only known at run time.
      mayWrite = true
      return
    }
    guard !around.contains(name) else { return }
    let text: SourceText
    do throws(Failure) {
      text = try environment.script(at: name, from: script.source)
    } catch {
      return report(.error, "unknown-script", error.message, hint: error.hint, at: path.range)
    }
    let other = ScriptParser.parse(text)
    var checker = Checker(other, mode: .file, scope: Scope(), environment: environment)
    checker.around = around.union([name])
    checker.given = given(by: parameters)
    let report = checker.check()
    add(report.findings)
    mayWrite = mayWrite || report.mayWrite
    checkParameters(parameters, of: other)
  }

  /// The parameters in an object, as far as it is a literal.
  private func given(by parameters: Expression?) -> Set<String> {
    guard case .object(let members)? = parameters?.kind else { return [] }
    return Set(members.compactMap(\.name))
  }

  private mutating func checkParameters(_ given: Expression?, of script: Script) {
    let names = script.parameters.map(\.name.text)
    guard let given else { return reportMissing(Set(), script, at: nil) }
    guard case .object(let entries) = given.kind else { return }
    var known: Set<String> = []
    for entry in entries {
      guard let key = entry.name else { return }
      known.insert(key)
      guard !names.contains(key) else { continue }
      let near = names.nearest(to: key).map { "did you mean `\($0)`?" }
      report(
        .error, "unknown-parameter", "`\(script.source.name)` has no parameter `\(key)`",
        hint: near ?? (names.isEmpty ? "it has none" : "it has " + names.joined(separator: ", ")), at: given.range)
    }
    reportMissing(known, script, at: given.range)
  }

  private mutating func reportMissing(_ given: Set<String>, _ script: Script, at range: SourceRange?) {
    let missing = script.parameters.filter { $0.defaultValue == nil && !given.contains($0.name.text) }
    guard let first = missing.first, let range else { return }
    report(
      .error, "missing-parameter", "`\(script.source.name)` needs the parameter `\(first.name.text)`",
      hint: "`with {\(first.name.text): …}`", at: range)
  }
}

extension ObjectMember {
  /// The key, if it is a literal.
  fileprivate var name: String? {
    switch key {
    case .name(let name), .variable(let name): name.text
    case .string(let template): template.constant?.string
    case .location, .expression: nil
    }
  }
}
