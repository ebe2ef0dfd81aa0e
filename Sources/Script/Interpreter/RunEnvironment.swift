public import Diagnostics
public import JSON
public import Query

/// The environment of a script. Parallel rows use it from several threads at the same time, but only one at a time
/// calls `output`.
public protocol RunEnvironment: CheckEnvironment, ParameterSource {
  /// Performs calls; nil if there are none.
  var caller: (any Caller)? { get }
  /// The observers of a run's units: progress, shards, journal.
  var observers: [any UnitObserver] { get }
  /// The debugger; nil runs the script without stopping.
  var debugger: (any Debugger)? { get }

  /// Creates a context with clock, random numbers, files and limits; each thread gets its own. The interpreter sets
  /// caller and cancellation.
  func makeContext() -> EvaluationContext
  /// Creates a context for evaluating something again without side effects: it reads only what can be read twice and
  /// produces no output. Nil if that is not possible.
  func makeQuietContext() -> EvaluationContext?
  /// Called with the values of the parameters before a script runs; nothing has been sent yet.
  func begin(_ script: Script, parameters: [String: Value]) throws(Failure)
  /// Shows the warnings of the checks, all at once, before anything runs.
  func warn(_ findings: [Diagnostic])
  /// Asks the user to confirm.
  func confirm(_ message: String) -> Confirmation
  /// Called when the account for bare names changes.
  func use(_ account: Account) throws(Failure)
  /// Opens a session with the given credentials.
  func login(_ account: Account, _ credentials: Object) throws(Failure)
  /// Closes a session.
  func logout(_ account: Account) throws(Failure)
  /// Encodes values for a file; `format` is the extension without its dot. Throws if the values do not fit the format.
  func encode(_ values: [Value], format: String, _ options: FileOptions) throws(Failure) -> [UInt8]
  /// Writes a file for `save`.
  func save(_ bytes: [UInt8], to path: String) throws(Failure)
  /// Returns a writer that accepts the values of a file one by one; nil if all must be passed at once.
  func writer(at path: String, format: String, _ options: FileOptions) throws(Failure) -> (any ValueWriter)?
  /// Appends lines to a file for `append`, completely or not at all.
  ///
  /// - Parameter willAppend: called with the piece before it is appended.
  func append(
    _ values: [Value], to path: String, format: String, _ options: FileOptions,
    willAppend: (FilePiece) throws(Failure) -> Void
  ) throws(Failure)
  /// Whether a file contains a piece that was appended before.
  func holds(_ piece: FilePiece) -> Bool
  /// Waits; returns false if that is not allowed.
  ///
  /// - Parameter isLimit: whether this is a wait for a provider's rate limit.
  func pause(seconds: Double, isLimit: Bool) -> Bool
  /// Runs a command of the prompt, or `set` in a file.
  func perform(_ command: Command, _ interpreter: Interpreter) throws(Failure)
}

extension RunEnvironment {
  /// Shows the findings one by one as outputs.
  public func warn(_ findings: [Diagnostic]) {
    for finding in findings { output(.diagnostic(finding)) }
  }
}

/// Writes the values of a file one by one. Until it is finished, the file is unchanged.
public protocol ValueWriter {
  /// Adds a value to the file.
  mutating func add(_ value: Value) throws(Failure)
  /// Completes the file and puts it in place.
  mutating func finish() throws(Failure)
}

/// The answer to a confirmation.
public enum Confirmation: Sendable {
  case yes
  case no
  /// There is no user to ask.
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
