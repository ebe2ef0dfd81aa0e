public import Diagnostics
public import JSON
public import Query

/// What a script reaches of the world. Rows that run in parallel use it from several threads at a time; `output` is called
/// by one at a time.
public protocol ScriptEnvironment: Sendable {
  var caller: (any Caller)? { get }
  var catalog: (any Catalog)? { get }
  var modules: (any ModuleLoader)? { get }
  /// Watch the units of a run: progress, shards, journal.
  var observers: [any UnitObserver] { get }
  /// Whether writes are planned instead of sent: then what only the API knows cannot be decided by.
  var isPlanning: Bool { get }
  /// Whether a person asked for the end.
  var isCancelled: Bool { get }

  /// A context with clock, random bits, files and limits; each thread gets its own. The interpreter sets caller and
  /// cancellation.
  func makeContext() -> EvaluationContext
  /// Takes what the script says.
  func output(_ output: Output)
  /// Takes the warnings of the checks, all at once and before anything runs.
  func warn(_ findings: [Diagnostic])
  /// Asks for a parameter; nil without a terminal.
  func ask(_ parameter: Parameter) -> String?
  func confirm(_ message: String) -> Confirmation
  /// The account of bare names changed.
  func use(_ account: Account) throws(Failure)
  func login(_ account: Account, _ credentials: Object) throws(Failure)
  func logout(_ account: Account) throws(Failure)
  /// The bytes of a file; `format` is the extension without its dot. Throws where the values do not fit the format.
  func encode(_ values: [Value], format: String) throws(Failure) -> [UInt8]
  /// Writes a file for `save`.
  func save(_ bytes: [UInt8], to path: String) throws(Failure)
  /// Why a file may not be written; nil where it may.
  func objection(toWriting path: String) -> Objection?
  /// A variable of the process.
  func variable(_ name: String) -> String?
  /// The text of a file, or of standard input for `-`, for `--name @file` and `--name -`.
  func read(_ path: String) throws(Failure) -> String
  /// Runs a command of the prompt, or `set` in a file.
  func perform(_ command: Command, _ interpreter: Interpreter) throws(Failure)
  /// What is wrong with the words behind `set`; nil where it can be performed.
  func objection(toSetting words: [String]) -> Objection?
  /// The names that a login of a provider takes; nil where that is not known.
  func loginNames(of provider: String) -> [String]?
  /// A value that must never be shown.
  func keepSecret(_ text: String)
  /// Whether a value must not be shown as it is written, by the name it goes with or by what it is.
  func isSecret(_ name: String, _ written: String) -> Bool
  /// Why a call would be forbidden, as far as that is known before the run; nil when it is allowed or will be asked for.
  /// An argument whose value only running can tell is nil.
  func objection(to method: MethodSignature, of account: Account, arguments: [String: Value?]) -> Objection?
}

extension ScriptEnvironment {
  /// One after the other, as outputs.
  public func warn(_ findings: [Diagnostic]) {
    for finding in findings { output(.diagnostic(finding)) }
  }
}

/// Why a call is forbidden, and what would allow it.
public struct Objection: Sendable {
  public var message: String
  public var hint: String?

  public init(_ message: String, hint: String? = nil) {
    self.message = message
    self.hint = hint
  }
}

/// What a script says.
public enum Output: Sendable {
  /// An output of an expression statement; rendered.
  case result(Value)
  /// A line of `print`.
  case line(String)
  /// A warning of the checks, or the failure of a row while others go on.
  case diagnostic(Diagnostic)
}

/// An answer to `confirm`.
public enum Confirmation: Sendable {
  case yes
  case no
  /// There is nobody to ask.
  case unavailable
}

extension ScriptEnvironment {
  public var observers: [any UnitObserver] { [] }
  public var modules: (any ModuleLoader)? { nil }
  public var isCancelled: Bool { false }
  public var isPlanning: Bool { false }
  public func makeContext() -> EvaluationContext { EvaluationContext() }
  public func ask(_ parameter: Parameter) -> String? { nil }
  public func confirm(_ message: String) -> Confirmation { .unavailable }
  public func use(_ account: Account) throws(Failure) {}
  public func variable(_ name: String) -> String? { nil }
  public func save(_ bytes: [UInt8], to path: String) throws(Failure) { try FileSaver.save(bytes, to: path) }
  public func objection(toWriting path: String) -> Objection? { nil }
  public func keepSecret(_ text: String) {}
  public func isSecret(_ name: String, _ written: String) -> Bool { false }
  public func read(_ path: String) throws(Failure) -> String {
    throw Failure(.usage, "no files can be read here")
  }
  public func objection(to method: MethodSignature, of account: Account, arguments: [String: Value?]) -> Objection? {
    nil
  }
  public func loginNames(of provider: String) -> [String]? { nil }
  public func objection(toSetting words: [String]) -> Objection? { nil }
  public func login(_ account: Account, _ credentials: Object) throws(Failure) {
    throw Failure(.usage, "there are no sessions here")
  }
  public func logout(_ account: Account) throws(Failure) {
    throw Failure(.usage, "there are no sessions here")
  }
  public func perform(_ command: Command, _ interpreter: Interpreter) throws(Failure) {
    throw Failure(.usage, "`\(command.name.text)` is a command of the prompt")
  }
}
