import Diagnostics
import Glibc
import HTTP
import JSON
import Providers
import Query
import Rendering
import Script

/// Where a script's output goes.
enum Speech {
  /// On standard output.
  case results
  /// Printed lines go to standard error, since standard output is used for something else; results are not shown.
  case notices
}

/// The environment of statements in the shell: providers, files, the terminal.
struct ShellEnvironment: RunEnvironment {
  let session: ShellSession
  let modules: (any ModuleLoader)?
  let catalog: (any Catalog)?
  let caller: (any Caller)?
  let observers: [any UnitObserver]
  /// The run that the texts belong to; nil for none.
  private let run: RunRecording?
  private let stepping: Stepping?
  private let speech: Speech

  init(
    _ session: ShellSession, run: RunRecording? = nil, observers: [any UnitObserver] = [],
    speech: Speech = .results, stepping: Stepping? = nil
  ) {
    self.stepping = stepping
    self.session = session
    self.run = run
    self.speech = speech
    self.observers = (session.services.connection.cassetteUnits.map { [$0] } ?? []) + observers
    let local = LocalModules(folders: session.services.options.moduleFolders, access: session.services.access)
    modules = run.map { $0.modules(local) } ?? local
    catalog = session.services.providers.catalog
    caller = session.services.providers.caller
  }

  private var services: Services { session.services }
  private var console: Console { session.console }

  var debugger: (any Debugger)? { stepping }

  var isPlanning: Bool { services.options.isDryRun }

  var isCancelled: Bool { services.cancellation.value.isCancelled }

  func ask(_ parameter: Parameter) -> String? {
    guard let questioner = session.questioner else { return nil }
    let question = parameter.name.text + (parameter.help.map { " (\(oneLine(hidden($0))))" } ?? "") + ":"
    let cancellation = services.cancellation.value
    return parameter.kind == .secret
      ? questioner.askSecret(question, cancellation: cancellation)
      : questioner.ask(question, cancellation: cancellation)
  }

  private func hidden(_ text: String) -> String { services.connection.redactor.redact(text) }

  func makeContext() -> EvaluationContext {
    let context = makeSilentContext(reading: .any)
    context.debug = { [console] in console.notify("[\"DEBUG:\",\($0.json())]") }
    context.standardError = { [console] in console.notify($0.string ?? $0.json()) }
    return context
  }

  func columns(ofCSV path: String, options: Value) -> [String]? {
    CSVColumns.names(of: path, options: options, in: LocalFiles(access: services.access, kind: .regular) { false })
  }

  func makeQuietContext() -> EvaluationContext? { makeSilentContext(reading: .regular) }

  private func makeSilentContext(reading kind: LocalFiles.Kind) -> EvaluationContext {
    let context = EvaluationContext()
    let holdsScript = services.surroundings.inputHoldsScript
    context.files = LocalFiles(access: services.access, kind: kind, inputHoldsScript: holdsScript) {
      [cancellation = services.cancellation] in cancellation.value.isCancelled
    }
    let environment = services.environment
    context.environmentSource = { environment.ofScripts }
    context.clock = { WallClock.system.now() }
    context.random = { UInt64.random(in: 0 ... .max) }
    context.nullTexts = session.nullTexts
    context.zones = services.zones.database
    context.timezone = { [zones = services.zones] in zones.current }
    services.connection.cassetteUnits?.prepare(context)
    context.memoryLimit = EvaluationContext.memoryLimit(
      megabytes: services.surroundings.value("EDUSH_MEMORY_LIMIT"))
    return context
  }

  func begin(_ script: Script, parameters: [String: Value]) throws(Failure) {
    try stepping?.prepare(script)
    try run?.begin(script, parameters: parameters)
  }

  func output(_ output: Output) {
    switch output {
    case .result where speech == .notices: break
    case .line(let text) where speech == .notices: console.notify(text)
    case .result(let value): console.printer.show(value)
    case .line(let text):
      console.printer.finish()
      console.printer.print(Value(text))
    case .notice(let text): console.notify(text)
    case .diagnostic(let diagnostic): console.report([diagnostic])
    }
  }

  func warn(_ findings: [Diagnostic]) { console.report(findings) }

  func confirm(_ message: String) -> Confirmation {
    if services.options.isDryRun {
      console.notify("would ask: \(message)")
      return .yes
    }
    if services.options.answersYes || services.options.isReplaying { return .yes }
    guard let questioner = session.questioner else { return .unavailable }
    let question = "confirm: \(oneLine(hidden(message))) [y/N]"
    let answer = questioner.ask(question, cancellation: services.cancellation.value) ?? ""
    return ["y", "yes"].contains(answer.lowercased()) ? .yes : .no
  }

  func encode(_ values: [Value], format: String, _ options: FileOptions) throws(Failure) -> [UInt8] {
    guard let format = FileFormat(extension: format) else { throw Failure(.usage, "unknown format .\(format)") }
    var values = guarded(values, format, options)
    if format == .ndjson, values.count == 1, let elements = values[0].array { values = elements }
    do throws(NotOneValue) {
      let mark = options.hasByteOrderMark && format.isDelimited ? FileAppender.byteOrderMark : []
      return mark + (try format.encode(values, separator: options.separator?.utf8.first))
    } catch {
      throw Failure(.script, error.description)
    }
  }

  func writer(at path: String, format: String, _ options: FileOptions) throws(Failure) -> (any ValueWriter)? {
    // In a dry run the bytes are kept, so that the script can read them.
    guard !services.options.isDryRun, let format = FileFormat(extension: format) else { return nil }
    try services.access.check(writing: path)
    guard format.isDelimited else { return LinesFile(path, format) }
    return try TableFile(path, format, options) { [self] in notifyOfFormulas() }
  }

  /// Escapes text that a spreadsheet would evaluate, unless disabled.
  private func guarded(_ values: [Value], _ format: FileFormat, _ options: FileOptions) -> [Value] {
    guard format.isDelimited, !options.keepsFormulas else { return values }
    var count = 0
    let guarded = values.map { FormulaGuard.guarded($0, count: &count) }
    if count > 0 { notifyOfFormulas() }
    return guarded
  }

  private func notifyOfFormulas() {
    guard services.access.guards.isFirst else { return }
    console.notify(
      "text that a spreadsheet would run as a formula gets a ' in front; `with {formulas: \"keep\"}` leaves it as it is"
    )
  }

  func append(
    _ values: [Value], to path: String, format: String, _ options: FileOptions,
    willAppend: (FilePiece) throws(Failure) -> Void
  ) throws(Failure) {
    guard let format = FileFormat(extension: format) else { throw Failure(.usage, "unknown format .\(format)") }
    try services.access.check(writing: path)
    let values = guarded(values, format, options)
    guard !services.options.isDryRun else {
      return console.notify("would append \(values.count.of("row")) to \(path)")
    }
    let appender = FileAppender(
      path: path, format: format, separator: options.separator?.utf8.first, hasByteOrderMark: options.hasByteOrderMark)
    try appender.append(values, willAppend: willAppend)
  }

  func holds(_ piece: FilePiece) -> Bool { FileAppender.holds(piece) }

  func pause(seconds: Double, isLimit: Bool) -> Bool {
    // A replay has no rate limits and does not wait.
    guard !services.options.isReplaying else { return true }
    if isLimit {
      switch services.options.whenFull {
      case .wait: break
      case .fail: return false
      case .waitFor(let most): if seconds > most { return false }
      }
    }
    try? WallClock.system.sleep(seconds, services.cancellation.value)
    return true
  }

  func script(at path: String, from source: SourceText) throws(Failure) -> SourceText {
    try services.access.check(reading: path)
    let folder = source.name.lastIndex(of: "/").map { source.name[...$0] } ?? ""
    let near = path.hasPrefix("/") ? path : folder + path
    do throws(Diagnostic) {
      if let recorded = run?.script(path, origin: source) { return recorded }
      let text = try ScriptFile.read(access(near, R_OK) == 0 ? near : path)
      run?.note(text, path: path, origin: source)
      return text
    } catch {
      throw Failure(.usage, error.shown.message, hint: error.hint, source: error.shown.source, range: error.range)
    }
  }

  func save(_ bytes: [UInt8], to path: String) throws(Failure) {
    try services.access.save(bytes, to: path, notify: console.notify)
  }

  func objection(toWriting path: String) -> Objection? { services.access.objection(toWriting: path) }

  func variable(_ name: String) -> String? { services.surroundings.environment(name) }

  func read(_ path: String) throws(Failure) -> String {
    let bytes: [UInt8]
    do throws(FileError) {
      bytes = try contents(of: path == "-" ? "/dev/stdin" : path)
    } catch {
      throw Failure(.usage, error.description)
    }
    return try StrictText.string(bytes, of: path == "-" ? "<stdin>" : path, .usage)
  }

  private func contents(of path: String) throws(FileError) -> [UInt8] {
    try LocalFile.contents(
      of: path, .any { [cancellation = services.cancellation] in cancellation.value.isCancelled })
  }

  func keepSecret(_ text: String) {
    services.connection.redactor.add([Secret(text)])
    console.printer.hide(text)
  }

  func isSecret(_ name: String, _ written: String) -> Bool {
    let line = "let \(name) = \(written)"
    return session.transcript.filter.masked(line) != line
  }

  func isOption(_ name: String) -> Bool { services.options.names.contains(name) }

  func login(_ account: Account, _ credentials: Object) throws(Failure) {
    try InteractiveLogin(session: session).open(account, credentials)
  }

  func logout(_ account: Account) throws(Failure) {
    if services.logins.isUnknown(account) { console.notify("there was no session of \(account)") }
    try services.logins.logout(account)
    guard session.loginPlace != nil else { return }
    for line in try services.logins.forget(account) { console.notify(line) }
  }

  func perform(_ command: Command, _ interpreter: Interpreter) throws(Failure) {
    try PromptCommand.run(
      PromptCommand.Call(
        command: command, interpreter: interpreter, services: services, console: console,
        transcript: session.transcript, webhooks: session.webhooks, end: session.end,
        examples: session.examples, nextLine: session.nextLine))
  }

  var acceptsDangers: Bool { services.options.acceptsDangers }

  func risk(of method: MethodSignature, account: Account, arguments: [String: Value?]) -> Risk {
    services.providers.client.risk(of: method, account: account, arguments: arguments)
  }

  func changes(_ list: MethodSignature, by write: MethodSignature) -> Bool {
    services.providers.client.changes(list, by: write)
  }

  func objection(
    to value: Value, for parameter: String, of method: MethodSignature, assumesZone: Bool
  ) -> Objection? {
    // An invalid `timezone` in the configuration is reported separately.
    let assumesZone = assumesZone || !services.settings.mistakes.isEmpty
    return services.providers.client.fault(of: value, for: parameter, of: method, assumesZone: assumesZone)
      .map { Objection($0.message, hint: $0.hint) }
  }

  func objection(to method: MethodSignature, of account: Account, arguments: [String: Value?]) -> Objection? {
    let risk = risk(of: method, account: account, arguments: arguments)
    if risk != .read { run?.noteWrite() }
    // A run that was already done recalls its writes. A new write is refused when it is sent.
    guard !services.options.isDryRun, run?.wasDone != true else { return nil }
    return Objection(to: method, risk, account, gate: services.connection.gate)
  }
}

extension ShellEnvironment {
  func loginNames(of provider: String) -> [String]? {
    services.providers.client.sessions.loginNames(of: provider)
  }

  func objection(toSetting words: [String]) -> Objection? {
    PromptCommand.objection(toSetting: words, zones: services.zones.database)
  }
}
