import Diagnostics
import Glibc
import HTTP
import JSON
import Providers
import Query
import Rendering
import Script

/// What statements reach when they run in the shell: the providers, files, the terminal.
struct ShellEnvironment: RunEnvironment {
  let workbench: Workbench
  let modules: (any ModuleLoader)?
  let catalog: (any Catalog)?
  let caller: (any Caller)?
  let observers: [any UnitObserver]

  init(_ workbench: Workbench, observers: [any UnitObserver] = []) {
    self.workbench = workbench
    self.observers = observers
    modules = LocalModules(folders: workbench.options.moduleFolders, access: workbench.access)
    catalog = workbench.providers.catalog
    caller = workbench.providers.caller
  }

  var isPlanning: Bool { workbench.options.isDryRun }

  var isCancelled: Bool { workbench.cancellation.value.isCancelled }

  func ask(_ parameter: Parameter) -> String? {
    guard let questioner = workbench.questioner else { return nil }
    let question = parameter.name.text + (parameter.help.map { " (\(oneLine(hidden($0))))" } ?? "") + ":"
    let cancellation = workbench.cancellation.value
    return parameter.kind == .secret
      ? questioner.askSecret(question, cancellation: cancellation)
      : questioner.ask(question, cancellation: cancellation)
  }

  private func hidden(_ text: String) -> String { workbench.connection.redactor.redact(text) }

  func makeContext() -> EvaluationContext {
    let context = EvaluationContext()
    context.files = LocalFiles(access: workbench.access) { [cancellation = workbench.cancellation] in
      cancellation.value.isCancelled
    }
    context.environmentSource = workbench.providers.scriptVariables
    context.clock = { WallClock.system.now() }
    context.random = { UInt64.random(in: 0 ... .max) }
    context.memoryLimit = workbench.memoryLimit
    context.debug = { [workbench] in workbench.notify("[\"DEBUG:\",\($0.json())]") }
    context.standardError = { [workbench] in workbench.notify($0.string ?? $0.json()) }
    return context
  }

  func output(_ output: Output) {
    switch output {
    case .result(let value): workbench.printer.show(value)
    case .line(let text):
      workbench.printer.finish()
      workbench.printer.print(Value(text))
    case .diagnostic(let diagnostic): workbench.report([diagnostic])
    }
  }

  func warn(_ findings: [Diagnostic]) { workbench.report(findings) }

  func confirm(_ message: String) -> Confirmation {
    if workbench.options.isDryRun {
      workbench.notify("would ask: \(message)")
      return .yes
    }
    if workbench.options.answersYes { return .yes }
    guard let questioner = workbench.questioner else { return .unavailable }
    let question = "confirm: \(oneLine(hidden(message))) [y/N]"
    let answer = questioner.ask(question, cancellation: workbench.cancellation.value) ?? ""
    return ["y", "yes"].contains(answer.lowercased()) ? .yes : .no
  }

  func encode(_ values: [Value], format: String) throws(Failure) -> [UInt8] {
    guard let format = FileFormat(extension: format) else { throw Failure(.usage, "there is no format .\(format)") }
    do throws(NotOneValue) {
      return try format.encode(values)
    } catch {
      throw Failure(.script, error.description)
    }
  }

  func save(_ bytes: [UInt8], to path: String) throws(Failure) {
    try workbench.access.save(bytes, to: path, notify: workbench.notify)
  }

  func objection(toWriting path: String) -> Objection? { workbench.access.objection(toWriting: path) }

  func variable(_ name: String) -> String? { workbench.surroundings.environment(name) }

  func read(_ path: String) throws(Failure) -> String {
    do throws(FileError) {
      return String(decoding: try contents(of: path == "-" ? "/dev/stdin" : path), as: UTF8.self)
    } catch {
      throw Failure(.usage, error.description)
    }
  }

  private func contents(of path: String) throws(FileError) -> [UInt8] {
    try LocalFile.contents(of: path, .any { [cancellation = workbench.cancellation] in cancellation.value.isCancelled })
  }

  func keepSecret(_ text: String) {
    workbench.connection.redactor.add([Secret(text)])
    workbench.printer.hide(text)
  }

  func isSecret(_ name: String, _ written: String) -> Bool {
    let line = "let \(name) = \(written)"
    return workbench.filter.masked(line) != line
  }

  func login(_ account: Account, _ credentials: Object) throws(Failure) {
    try InteractiveLogin(workbench: workbench).open(account, credentials)
  }

  func logout(_ account: Account) throws(Failure) {
    if workbench.providers.isUnknown(account) { workbench.notify("there was no session of \(account)") }
    try workbench.providers.logout(account)
    guard workbench.loginPlace != nil else { return }
    for line in try workbench.providers.forget(account) { workbench.notify(line) }
  }

  func perform(_ command: Command, _ interpreter: Interpreter) throws(Failure) {
    try PromptCommand.run(command, interpreter, workbench)
  }

  func objection(to method: MethodSignature, of account: Account, arguments: [String: Value?]) -> Objection? {
    guard !workbench.options.isDryRun else { return nil }
    let risk = workbench.providers.client.risk(of: method, account: account, arguments: arguments)
    return Objection(to: method, risk, account, gate: workbench.connection.gate)
  }
}

extension ShellEnvironment {
  func loginNames(of provider: String) -> [String]? {
    workbench.providers.client.sessions.loginNames(of: provider)
  }

  func objection(toSetting words: [String]) -> Objection? { PromptCommand.objection(toSetting: words) }
}

extension Objection {
  /// What a policy has against a call, as far as its text tells; nil where it lets the call pass.
  init?(
    to method: MethodSignature, _ risk: Risk, _ account: Account, gate: PolicyGate
  ) {
    let name = [method.resource, method.name].compactMap(\.self).joined(separator: ".")
    let call = CallContext(account, method: name, risk: risk)
    guard case .refuse(let reason) = gate.decision(for: call) else { return nil }
    let refusal = TransportError.refused(call, reason)
    self.init(refusal.message, hint: refusal.hint)
  }
}
