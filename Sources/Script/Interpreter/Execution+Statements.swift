import Diagnostics
import JSON
import Query

extension Execution {
  func execute(_ statement: Statement) throws(Interruption) {
    guard !environment.isCancelled else { throw Interruption.cancelled }
    if let debugger { try execute(statement, under: debugger) } else { try placed(statement) }
  }

  /// Runs a statement and adds its location to failures.
  func placed(_ statement: Statement) throws(Interruption) {
    do throws(Interruption) {
      try perform(statement)
    } catch {
      if error.failure?.isSkip == true { throw .leaveOut }
      throw error.placed(in: source, statement.range)
    }
  }

  private func perform(_ statement: Statement) throws(Interruption) {
    switch statement.kind {
    case .expression(let expression): try show(expression)
    case .bind(let name, let expression): scope.bind(name.text, try one(expression, for: "`let \(name.text)`"))
    case .use(let target): try use(target)
    case .parameter(let parameter): try bind(parameter)
    case .define(let definition): scope.define(definition, in: source)
    case .load(let directive): scope.load(directive, in: source)
    case .loop(let loop): try run(loop, statement.range)
    case .decide(let branches, let otherwise): try decide(branches, otherwise)
    case .protect(let body, let name, let handler): try protect(body, name, handler)
    case .assert(let condition, let message): try assert(condition, message)
    case .print(let expression): try print(expression) { .line($0) }
    case .warn(let expression): try print(expression) { .notice($0) }
    case .save(let expression, let path, let options): try save(expression, to: path, options)
    case .append(let expression, let path, let options): try append(expression, to: path, options)
    case .give(let expression): given = try one(expression, for: "`give`")
    case .skip(let message):
      throw Interruption.skip(try message.map { (text) throws(Interruption) in try string(text, for: "`skip`") })
    case .fail(let message):
      throw scriptError(try string(message, for: "`fail`"), statement.range)
    case .wait(let wait): try self.wait(wait)
    case .run(let path, let parameters): try run(path, parameters)
    case .login(let target, let arguments): try login(target, arguments)
    case .logout(let target):
      try failing { () throws(Failure) in try environment.logout(try account(target, current: scope.account)) }
    case .confirm(let message): try confirm(message)
    case .stop(let status):
      throw Interruption.stop(try status.map { status throws(Interruption) in try exitStatus(status) })
    case .command(let command): try failing { () throws(Failure) in try environment.perform(command, interpreter) }
    }
  }

  /// Converts failures of the environment to interruptions.
  func failing<Result>(_ body: () throws(Failure) -> Result) throws(Interruption) -> Result {
    do throws(Failure) {
      return try body()
    } catch {
      throw Interruption.failure(error)
    }
  }

  /// Shows the outputs and makes them the last value.
  private func show(_ expression: Expression) throws(Interruption) {
    var outputs: [Value] = []
    let input = last
    defer {
      arrived = loopDepth == 0 ? outputs.count : 0
      if !outputs.isEmpty { last = outputs.count == 1 ? outputs[0] : Value(outputs) }
    }
    try evaluate(expression) { value throws(Interruption) in
      emit(.result(value))
      outputs.append(value)
      return true
    }
    if mode == .prompt, outputs.count == 1, outputs[0].isNull { try warnOfMisspelling(expression, in: input) }
  }

  /// Warns if a missing field was probably misspelt, since jq silently returns null.
  private func warnOfMisspelling(_ expression: Expression, in input: Value) throws(Interruption) {
    guard let found = try filter(expression).misspelling(in: input) else { return }
    emit(
      .diagnostic(
        Diagnostic(
          .warning, code: "misspelt-key", "the result is null, and no key is `\(found.name)`",
          hint: "did you mean `\(found.nearest)`?", source: found.source, range: found.range)))
  }

  private func print(_ expression: Expression, as output: (String) -> Output) throws(Interruption) {
    try evaluate(expression) { value throws(Interruption) in
      emit(output(value.string ?? value.json()))
      return true
    }
  }

  private func use(_ target: Target) throws(Interruption) {
    try failing { () throws(Failure) in
      let account = try account(target, current: nil)
      try environment.use(account)
      scope.account = account
    }
  }

  private func account(_ target: Target, current: Account?) throws(Failure) -> Account {
    if let catalog = environment.catalog, !catalog.providers.contains(target.provider.text) {
      let near = catalog.providers.nearest(to: target.provider.text).map { "did you mean `\($0)`?" }
      throw Failure(
        .usage, "there is no provider `\(target.provider.text)`",
        hint: near ?? "known providers: " + catalog.providers.joined(separator: ", "), source: source,
        range: target.provider.range)
    }
    return target.account(environment.catalog, current: current)
  }

  private func login(_ target: Target, _ arguments: [CallArgument]) throws(Interruption) {
    var credentials = Object()
    for argument in arguments {
      let value = try one(argument.value, for: argument.name.map { "`\($0.text)`" } ?? "`login`")
      if let name = argument.name {
        credentials[name.text] = value
      } else if let members = value.object {
        for (name, value) in members { credentials[name] = value }
      } else {
        throw Interruption.failure(
          Failure(
            .usage, "`login` takes `name: value`",
            hint: "such as `api_key: …`; missing values are prompted for on a terminal",
            source: source, range: argument.value.range))
      }
    }
    try failing { () throws(Failure) in
      try environment.login(try account(target, current: scope.account), credentials)
    }
  }

  private func confirm(_ expression: Expression) throws(Interruption) {
    let message = try string(expression, for: "the question")
    switch environment.confirm(message) {
    case .yes: return
    case .no:
      // There was no answer because the user pressed Ctrl-C.
      guard !environment.isCancelled else { throw Interruption.cancelled }
      throw Interruption.failure(Failure(.script, "not confirmed: \(Preview.oneLine(message))"))
    case .unavailable:
      throw Interruption.failure(
        Failure(
          .policy, "cannot ask for confirmation without a terminal: \(Preview.oneLine(message))",
          hint: "`--yes` confirms everything"
        ))
    }
  }

  private func exitStatus(_ expression: Expression) throws(Interruption) -> Int32 {
    let value = try one(expression, for: "`stop`")
    guard let status = value.int, (0...255).contains(status) else {
      throw scriptError("`stop` takes a status from 0 to 255, not \(Preview.text(value))", expression.range)
    }
    return Int32(status)
  }
}
