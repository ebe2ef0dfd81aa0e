public import Diagnostics
public import JSON

/// Why an evaluation ended before its time.
public enum EvaluationError: Error, Sendable {
  /// An error that the program could have caught.
  case error(RuntimeError)
  /// `halt`, `halt_error`: the status to exit with, and what to print to standard error first.
  case halt(status: Int32, output: Value?)
  /// Somebody asked for the end.
  case cancelled
  /// More memory or depth than allowed.
  case limit(String)
}

/// An error of a program, as nothing caught it.
public struct RuntimeError: Error, Sendable {
  /// jq's error value: what `catch` would have seen.
  public let value: Value
  /// jq's message.
  public let message: String
  public let source: SourceText?
  /// Where in the source it arose.
  public let range: SourceRange?
  /// The failed call behind it.
  public let failure: Failure?
  /// The path to the value that failed, and its beginning, for `Diagnostic.notes`.
  public let notes: [String]
  /// What to do about it.
  public let hint: String?
  /// Whether a `null` was used where it can't be.
  public let isAboutNull: Bool

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

  /// The error as something to paint.
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
