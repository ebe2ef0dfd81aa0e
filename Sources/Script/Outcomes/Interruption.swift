import Diagnostics
import Query

/// Why statements do not continue.
enum Interruption: Error {
  /// A failure, with notes about its location, innermost first.
  case failure(Failure, notes: [String])
  /// Errors that were only found by compiling.
  case invalid([Diagnostic])
  /// `stop`, with its status if there is one.
  case stop(Int32?)
  /// jq's `halt` and `halt_error`.
  case halt(Int32, message: String?)
  /// The row, or the statement outside of rows, is skipped for this reason.
  case skip(String?)
  /// The outermost row, or the statement outside of rows, is skipped because the user chose so in the debugger.
  case leaveOut
  /// The maximum number of failed rows has been reached.
  case tooManyFailures(Int)
  case cancelled

  static func failure(_ failure: Failure) -> Interruption { .failure(failure, notes: []) }

  /// Several failures at once: invalid arguments of a script.
  static func failures(_ failures: [Failure]) -> Interruption {
    guard let first = failures.first, failures.count == 1 else { return .invalid(failures.map { $0.diagnostic() }) }
    return .failure(first)
  }

  /// Whether other rows continue after a row that ended this way, and a retry makes sense.
  var isRowFailure: Bool {
    switch self {
    case .failure(let failure, _): failure.canBeCaught || failure.endsRow
    case .invalid: true
    case .stop, .halt, .skip, .leaveOut, .tooManyFailures, .cancelled: false
    }
  }

  /// Whether a retry may succeed: after too many requests, a server error or a network failure. False if a write may
  /// have been carried out, unless the API can be asked about it.
  func isWorthAnotherTry(canSettle: Bool) -> Bool {
    guard case .failure(let failure, _) = self, failure.canBeCaught else { return false }
    return failure.isTransient && (failure.effect == .none || failure.effect == .maybe && canSettle)
  }

  /// Whether a call or the user ended the statements rather than the script itself.
  var isFromOutside: Bool {
    switch self {
    case .failure(let failure, _): failure.isInterruption || failure.exchange != nil
    case .cancelled: true
    case .invalid, .stop, .halt, .skip, .leaveOut, .tooManyFailures: false
    }
  }

  var failure: Failure? {
    switch self {
    case .failure(let failure, _): failure
    case .invalid(let diagnostics):
      Failure(
        .usage, diagnostics.first?.message ?? "invalid", source: diagnostics.first?.source,
        range: diagnostics.first?.range)
    case .stop, .halt, .skip, .leaveOut, .tooManyFailures, .cancelled: nil
    }
  }

  /// A copy with an additional note.
  func noting(_ note: String) -> Interruption {
    guard case .failure(var failure, let notes) = self else { return self }
    failure.notes.append(note)
    return .failure(failure, notes: notes)
  }

  /// A copy with the location of the statement, unless it already has one, and a note.
  func placed(in source: SourceText, _ range: SourceRange, note: String? = nil) -> Interruption {
    guard case .failure(var failure, let notes) = self else { return self }
    if failure.range == nil {
      failure.source = source
      failure.range = range
    }
    return .failure(failure, notes: notes + [note].compactMap(\.self))
  }

  func outcome(failedRows: Int) -> ScriptOutcome {
    switch self {
    case .failure(let failure, _) where failure.isInterruption:
      ScriptOutcome(exitCode: ExitCode.interrupted, failure: failure, hasStopped: true)
    case .failure(let failure, let notes):
      ScriptOutcome(
        exitCode: failure.endsRow ? ExitCode.rowsFailed : failure.kind.exitCode,
        diagnostics: [failure.diagnostic(notes: notes)], failure: failure)
    case .invalid(let diagnostics): ScriptOutcome(exitCode: 2, diagnostics: diagnostics, failure: failure)
    case .stop(let status):
      ScriptOutcome(
        exitCode: (status ?? 0) == 0 && failedRows > 0 ? ExitCode.rowsFailed : status ?? 0, hasStopped: true)
    case .halt(let status, let message): ScriptOutcome(exitCode: status, message: message, hasStopped: true)
    case .tooManyFailures(let count):
      ScriptOutcome(
        exitCode: ExitCode.rowsFailed,
        diagnostics: [
          Diagnostic(
            .warning, code: "max-failures",
            "ended after \(count.of("failed row")), as --max-failures requires")
        ], hasStopped: true)
    case .skip, .leaveOut: ScriptOutcome(exitCode: failedRows > 0 ? ExitCode.rowsFailed : 0)
    case .cancelled: ScriptOutcome(exitCode: ExitCode.interrupted, hasStopped: true)
    }
  }
}
