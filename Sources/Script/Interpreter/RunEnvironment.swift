public import Diagnostics
public import JSON
public import Query

/// What a script reaches of the world. Rows that run in parallel use it from several threads at a time; `output` is called
/// by one at a time.
public protocol RunEnvironment: CheckEnvironment, ParameterSource {
  var caller: (any Caller)? { get }
  /// Watch the units of a run: progress, shards, journal.
  var observers: [any UnitObserver] { get }
  /// Stops the script where somebody wants to look; nil runs it through.
  var debugger: (any Debugger)? { get }

  /// A context with clock, random bits, files and limits; each thread gets its own. The interpreter sets caller and
  /// cancellation.
  func makeContext() -> EvaluationContext
  /// A context for a second evaluation of what must have no effect: it reads what can be read twice, and says nothing. Nil
  /// where there is none.
  func makeQuietContext() -> EvaluationContext?
  /// Hears of a script that is about to run, with the values of its parameters; nothing was sent for it yet.
  func begin(_ script: Script, parameters: [String: Value]) throws(Failure)
  /// Takes the warnings of the checks, all at once and before anything runs.
  func warn(_ findings: [Diagnostic])
  func confirm(_ message: String) -> Confirmation
  /// The account of bare names changed.
  func use(_ account: Account) throws(Failure)
  func login(_ account: Account, _ credentials: Object) throws(Failure)
  func logout(_ account: Account) throws(Failure)
  /// The bytes of a file; `format` is the extension without its dot. Throws where the values do not fit the format.
  func encode(_ values: [Value], format: String, _ options: FileOptions) throws(Failure) -> [UInt8]
  /// Writes a file for `save`.
  func save(_ bytes: [UInt8], to path: String) throws(Failure)
  /// A file for `save` that takes its values one by one; nil where all of them come at once.
  func writer(at path: String, format: String, _ options: FileOptions) throws(Failure) -> (any ValueWriter)?
  /// Adds lines to a file for `append`, whole or not at all.
  ///
  /// - Parameter willAppend: hears what is about to be added and where.
  func append(
    _ values: [Value], to path: String, format: String, _ options: FileOptions,
    willAppend: (FilePiece) throws(Failure) -> Void
  ) throws(Failure)
  /// Whether a file has a piece that was appended before.
  func holds(_ piece: FilePiece) -> Bool
  /// Waits; false where that is not allowed.
  ///
  /// - Parameter isLimit: whether a provider's limit is waited for.
  func pause(seconds: Double, isLimit: Bool) -> Bool
  /// Runs a command of the prompt, or `set` in a file.
  func perform(_ command: Command, _ interpreter: Interpreter) throws(Failure)
}

extension RunEnvironment {
  /// One after the other, as outputs.
  public func warn(_ findings: [Diagnostic]) {
    for finding in findings { output(.diagnostic(finding)) }
  }
}

/// Takes the values of a file one by one. Where it is not finished, the file is as it was.
public protocol ValueWriter {
  mutating func add(_ value: Value) throws(Failure)
  mutating func finish() throws(Failure)
}

/// An answer to `confirm`.
public enum Confirmation: Sendable {
  case yes
  case no
  /// There is nobody to ask.
  case unavailable
}

extension RunEnvironment {
  public var observers: [any UnitObserver] { [] }
  public var debugger: (any Debugger)? { nil }
  public func makeContext() -> EvaluationContext { EvaluationContext() }
  public func makeQuietContext() -> EvaluationContext? { nil }
  public func begin(_ script: Script, parameters: [String: Value]) throws(Failure) {}
  public func confirm(_ message: String) -> Confirmation { .unavailable }
  public func use(_ account: Account) throws(Failure) {}
  public func save(_ bytes: [UInt8], to path: String) throws(Failure) { try FileSaver.save(bytes, to: path) }
  public func writer(at path: String, format: String, _ options: FileOptions) throws(Failure) -> (any ValueWriter)? {
    nil
  }
  public func append(
    _ values: [Value], to path: String, format: String, _ options: FileOptions,
    willAppend: (FilePiece) throws(Failure) -> Void
  ) throws(Failure) {
    throw Failure(.usage, "files are not available here")
  }
  public func holds(_ piece: FilePiece) -> Bool { false }
  public func pause(seconds: Double, isLimit: Bool) -> Bool { true }
  public func login(_ account: Account, _ credentials: Object) throws(Failure) {
    throw Failure(.usage, "sessions are not available here")
  }
  public func logout(_ account: Account) throws(Failure) {
    throw Failure(.usage, "sessions are not available here")
  }
  public func perform(_ command: Command, _ interpreter: Interpreter) throws(Failure) {
    throw Failure(.usage, "`\(command.name.text)` is a command of the prompt")
  }
}
