import Diagnostics
import Foundation
import JSON
import Query
import Script
import Synchronization

/// A catalogue of two providers.
struct FakeCatalog: Catalog {
  static let pad = Shape.object([
    Shape.Field(name: "id", shape: .string), Shape.Field(name: "title", shape: .string),
    Shape.Field(name: "n", shape: .number),
    Shape.Field(name: "events", shape: .array(.object([Shape.Field(name: "kind", shape: .string)]))),
  ])

  static let methods: [MethodSignature] = [
    MethodSignature(
      provider: "coderpad", resource: "pads", name: "list", summary: "All pads.",
      parameters: [ParameterSignature(name: "sort", kind: .string, choices: ["asc", "desc"])], isList: true,
      answer: .array(pad)),
    MethodSignature(
      provider: "coderpad", resource: "pads", name: "get",
      parameters: [ParameterSignature(name: "id", kind: .string, isRequired: true)], positional: ["id"], answer: pad),
    MethodSignature(
      provider: "coderpad", resource: "pads", name: "delete",
      parameters: [ParameterSignature(name: "id", kind: .string, isRequired: true)], positional: ["id"],
      risk: .destructive),
    MethodSignature(
      provider: "coderpad", resource: "questions", name: "create",
      parameters: [
        ParameterSignature(name: "title", kind: .string, isRequired: true),
        ParameterSignature(name: "language", kind: .string, choices: ["ruby", "swift"]),
        ParameterSignature(name: "private", kind: .boolean, summary: "Only for you."),
      ], risk: .write),
    MethodSignature(provider: "tutrex", resource: "lessons", name: "list", isList: true),
  ]

  var providers: [String] { ["coderpad", "tutrex"] }
  func resources(of provider: String) -> [String] {
    var seen: [String] = []
    for case let resource? in Self.methods.filter({ $0.provider == provider }).map(\.resource)
    where !seen.contains(resource) { seen.append(resource) }
    return seen
  }
  func methods(of provider: String, resource: String) -> [MethodSignature] {
    Self.methods.filter { $0.provider == provider && $0.resource == resource }
  }
  func method(of provider: String, resource: String?, name: String) -> MethodSignature? {
    Self.methods.first { $0.provider == provider && $0.resource == resource && $0.name == name }
  }
  func isOpen(_ provider: String) -> Bool { false }
}

/// Answers calls without a network and remembers them.
final class FakeCaller: Caller {
  private let log = Mutex<[String]>([])
  private let failuresLeft: Mutex<Int>
  private let special = Mutex<[String: @Sendable () -> Value]>([:])

  /// The number of first calls of `pads.get("flaky")` that fail.
  init(failures: Int = 0) { failuresLeft = Mutex(failures) }

  var calls: [String] { log.withLock { $0 } }

  /// The output of `pads.get` for an id.
  func onGet(_ id: String, _ body: @escaping @Sendable () -> Value) { special.withLock { $0[id] = body } }

  func call(_ call: Call) throws(Failure) -> Value {
    let arguments = call.arguments.map { ($0.name.map { $0 + ": " } ?? "") + $0.value.json() }.joined(separator: ", ")
    let name = [call.account.description, call.resource ?? "", call.method].joined(separator: ".")
    log.withLock { $0.append("\(name)(\(arguments))") }
    guard call.method == "get" else {
      return ["call": Value(call.method), "provider": Value(call.account.description)]
    }
    let id = call.arguments.first?.value ?? .null
    if let body = id.string.flatMap({ id in special.withLock { $0[id] } }) { return body() }
    if id == "flaky",
      failuresLeft.withLock({ left in
        defer { left -= 1 }
        return left > 0
      })
    {
      var failure = Failure(.transport, "the connection was cut", provider: "coderpad", exchange: 7)
      failure.isTransient = true
      throw failure
    }
    if id == "gone" {
      throw Failure(
        .api, "no such pad", provider: "coderpad", status: 404, errors: ["id": "is unknown"], exchange: 3,
        hint: "check the id")
    }
    if id == "slow" { usleep(30_000) }
    return ["id": id, "title": "Pad"]
  }

  func pages(_ call: Call) throws(Failure) -> any PageIterator {
    log.withLock { $0.append("pages of \(call.provider).\(call.resource ?? "")") }
    return Pages { page in self.log.withLock { $0.append("page \(page)") } }
  }

  func exchange(_ number: Int?, range: SourceRange) throws(Failure) -> Value {
    guard let number, number < 10 else { throw Failure(.script, "there is no exchange @\(number ?? 0)") }
    return ["id": Value(number)]
  }

  private final class Pages: PageIterator {
    private var page = 0
    private let note: (Int) -> Void
    init(_ note: @escaping (Int) -> Void) { self.note = note }
    func next() throws(Failure) -> [Value]? {
      guard page < 3 else { return nil }
      page += 1
      note(page)
      return [["n": Value(page * 2 - 1)], ["n": Value(page * 2)]]
    }
  }
}

/// A world whose effects can all be inspected.
final class FakeWorld: RunEnvironment {
  struct State {
    var questions: [String] = []
    var lines: [String] = []
    var isCancelled = false
    var cancelsAtQuestions = false
  }

  let fake: FakeCaller
  let state = Mutex(State())
  let answers: [String: String]
  let confirmation: Confirmation
  let environment: [String: String]
  let texts: [String: String]
  let forbidden: String?
  let rowObserver: (any UnitObserver)?
  /// The script text of a command such as `edit` or `run`.
  let commandTexts: [String: String]

  init(
    failures: Int = 0, answers: [String: String] = [:], confirmation: Confirmation = .unavailable,
    environment: [String: String] = [:], texts: [String: String] = [:], forbidden: String? = nil,
    rows: (any UnitObserver)? = nil, commandTexts: [String: String] = [:]
  ) {
    fake = FakeCaller(failures: failures)
    self.answers = answers
    self.confirmation = confirmation
    self.environment = environment
    self.texts = texts
    self.forbidden = forbidden
    rowObserver = rows
    self.commandTexts = commandTexts
  }

  var lines: [String] { state.withLock { $0.lines } }
  /// The parameters that were prompted for.
  var questions: [String] { state.withLock { $0.questions } }

  var caller: (any Caller)? { fake }
  var catalog: (any Catalog)? { FakeCatalog() }
  var observers: [any UnitObserver] { rowObserver.map { [$0] } ?? [] }
  var modules: (any ModuleLoader)? { FakeModules(texts: texts) }
  var isCancelled: Bool { state.withLock { $0.isCancelled } }

  func output(_ output: Output) {
    let line =
      switch output {
      case .result(let value): value.json()
      case .line(let text): "| " + text
      case .notice(let text): "! " + text
      case .diagnostic(let diagnostic): "\(diagnostic.severity): \(diagnostic.message)"
      }
    state.withLock { $0.lines.append(line) }
  }
  func ask(_ parameter: Parameter) -> String? {
    state.withLock {
      $0.questions.append(parameter.name.text)
      $0.isCancelled = $0.cancelsAtQuestions
    }
    return answers[parameter.name.text]
  }
  func confirm(_ message: String) -> Confirmation {
    state.withLock { $0.isCancelled = $0.cancelsAtQuestions }
    return confirmation
  }
  /// Simulates Ctrl-C in place of every answer.
  func cancelsAtQuestions() { state.withLock { $0.cancelsAtQuestions = true } }
  func login(_ account: Account, _ credentials: Object) throws(Failure) {
    state.withLock { $0.lines.append("login \(account) \(Value(credentials).json())") }
  }
  func logout(_ account: Account) throws(Failure) {
    state.withLock { $0.lines.append("logout \(account)") }
  }
  func encode(_ values: [Value], format: String, _ options: FileOptions) throws(Failure) -> [UInt8] {
    Array(values.map { $0.json() + "\n" }.joined().utf8)
  }
  func variable(_ name: String) -> String? { environment[name] }
  func read(_ path: String) throws(Failure) -> String {
    guard let text = texts[path] else { throw Failure(.usage, "no file \(path)") }
    return text
  }
  func perform(_ command: Command, _ interpreter: Interpreter) throws(Failure) {
    if let text = commandTexts[command.name.text] {
      let outcome = interpreter.execute(text, name: command.name.text)
      return state.withLock { $0.lines += ending(outcome) }
    }
    state.withLock {
      $0.lines.append("command \(command.name.text) [\(command.words.map(\.text).joined(separator: ","))]")
    }
  }
  func objection(to method: MethodSignature, of account: Account, arguments: [String: Value?]) -> Objection? {
    method.risk.rawValue == forbidden ? Objection("\(method.qualifiedName) is \(method.risk)", hint: "allow it") : nil
  }
}

struct FakeModules: ModuleLoader {
  var texts: [String: String]
  func module(_ path: String, search: Value?, origin: SourceText) throws(ModuleError) -> SourceText {
    guard let text = texts[path] else { throw ModuleError("module not found: \(path)") }
    return SourceText(name: path, text: text)
  }
  func data(_ path: String, search: Value?, origin: SourceText) throws(ModuleError) -> Value { .null }
}

/// A script's output, and how it ended.
func run(_ text: String, _ arguments: [String] = [], in world: FakeWorld = FakeWorld()) -> String {
  let interpreter = Interpreter(world)
  let outcome = interpreter.run(SourceText(name: "s.eduscript", text: text), arguments: arguments)
  return (world.lines + ending(outcome)).joined(separator: "\n")
}

func ending(_ outcome: ScriptOutcome) -> [String] {
  let findings = outcome.diagnostics.map { finding in
    let position = finding.source.flatMap { source in finding.range.map { source.position(at: $0.lower) } }
    let place = position.map { " at \($0.line):\($0.column)" } ?? ""
    return ([finding.message + place] + finding.notes.map { "  " + $0 }).joined(separator: "\n")
  }
  return findings + (outcome.exitCode == 0 ? [] : ["[\(outcome.exitCode)]"])
}

/// A world that also shows the notes of diagnostics.
struct NotedWorld: RunEnvironment {
  let world: FakeWorld

  init(_ world: FakeWorld) { self.world = world }

  var caller: (any Caller)? { world.caller }
  var catalog: (any Catalog)? { world.catalog }
  func output(_ output: Output) {
    guard case .diagnostic(let diagnostic) = output else { return world.output(output) }
    let notes = diagnostic.notes.joined(separator: ", ")
    world.state.withLock { $0.lines.append("\(diagnostic.severity): \(diagnostic.message) (\(notes))") }
  }
  func encode(_ values: [Value], format: String, _ options: FileOptions) throws(Failure) -> [UInt8] {
    try world.encode(values, format: format, options)
  }
}
