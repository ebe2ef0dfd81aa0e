public import Diagnostics
public import JSON

/// Why an evaluation ended early.
public enum EvaluationError: Error, Sendable {
  /// An error that the program could have caught.
  case error(RuntimeError)
  /// `halt` or `halt_error`, with the exit status and the value to print to standard error first.
  case halt(status: Int32, output: Value?)
  /// The evaluation was cancelled.
  case cancelled
  /// A memory or depth limit was exceeded.
  case limit(String)
}

/// An uncaught error of a program.
public struct RuntimeError: Error, Sendable {
  /// jq's error value, as `catch` would have seen it.
  public let value: Value
  /// jq's message.
  public let message: String
  /// The source text in which the error occurred.
  public let source: SourceText?
  /// The range in the source text.
  public let range: SourceRange?
  /// The failed call that caused it.
  public let failure: Failure?
  /// The path to the offending value and the beginning of the value, for `Diagnostic.notes`.
  public let notes: [String]
  /// A hint on how to fix it.
  public let hint: String?
  /// Whether it was caused by a `null` that is not allowed there.
  public let isAboutNull: Bool

  /// Creates an error.
  public init(
    value: Value, message: String, source: SourceText? = nil, range: SourceRange? = nil, failure: Failure? = nil,
    notes: [String] = [], hint: String? = nil, isAboutNull: Bool = false
  ) {
    self.value = value
    self.message = message
    self.source = source
    self.range = range
    self.failure = failure
    self.notes = notes
    self.hint = hint
    self.isAboutNull = isAboutNull
  }

  /// The error as a diagnostic for display.
  public var diagnostic: Diagnostic {
    Diagnostic(code: "runtime", message, hint: hint, source: source, range: range, notes: notes)
  }
}

extension EvaluationError {
  init(_ thrown: Thrown) {
    switch thrown.fault {
    case .halt(let status, let output): self = .halt(status: status, output: output)
    case .cancelled: self = .cancelled
    case .limit(let text): self = .limit(text)
    case .failure(let failure):
      self = .error(RuntimeError(thrown, value: failure.value ?? failure.object, failure.message, failure))
    case .raised(let value):
      self = .error(RuntimeError(thrown, value: value, value.string ?? "(not a string): " + value.json()))
    case .text, .operand, .operands, .index, .iterate, .objectKey, .pathResult, .pathElement, .pathIterate, .unwind:
      self = .error(RuntimeError(thrown, value: thrown.fault.caught ?? .null, thrown.fault.text))
    }
  }
}

extension RuntimeError {
  fileprivate init(_ thrown: Thrown, value: Value, _ message: String, _ failure: Failure? = nil) {
    self.init(
      value: value, message: message, source: failure?.source ?? thrown.place?.source,
      range: failure?.range ?? thrown.place?.range, failure: failure, notes: thrown.notes,
      hint: failure?.hint ?? thrown.fault.advice,
      isAboutNull: thrown.fault.isAboutNull)
  }
}
