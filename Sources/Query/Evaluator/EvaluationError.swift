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

  public init(
    value: Value, message: String, source: SourceText? = nil, range: SourceRange? = nil, failure: Failure? = nil
  ) {
    self.value = value
    self.message = message
    self.source = source
    self.range = range
    self.failure = failure
  }

  /// The error as something to paint.
  public var diagnostic: Diagnostic {
    Diagnostic(code: "runtime", message, hint: failure?.hint, source: source, range: range)
  }
}

extension EvaluationError {
  init(_ thrown: Thrown) {
    switch thrown.fault {
    case .halt(let status, let output): self = .halt(status: status, output: output)
    case .cancelled: self = .cancelled
    case .limit(let text): self = .limit(text)
    case .failure(let failure):
      self = .error(
        RuntimeError(
          value: failure.value ?? failure.object, message: failure.message,
          source: failure.source ?? thrown.place?.source,
          range: failure.range ?? thrown.place?.range, failure: failure))
    case .raised(let value):
      let message = value.string ?? "(not a string): " + value.json()
      self = .error(
        RuntimeError(value: value, message: message, source: thrown.place?.source, range: thrown.place?.range))
    case .text, .operand, .operands, .index, .iterate, .objectKey, .pathResult, .pathElement, .pathIterate, .unwind:
      self = .error(
        RuntimeError(
          value: thrown.fault.caught ?? .null, message: thrown.fault.text, source: thrown.place?.source,
          range: thrown.place?.range))
    }
  }
}
