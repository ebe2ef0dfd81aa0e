public import Query

/// Records a run to a cassette: each exchange when it ends, with secrets replaced, and each clock reading.
public final class CassetteRecorder: ExchangeRecorder, RunValues {
  private let file: CassetteFile
  private let redactor: Redactor
  private let now: @Sendable () -> Double
  /// The seed of the run, which the header stores.
  public let seed: UInt64

  /// Creates a recorder.
  ///
  /// - Parameter program: the version of edush.
  public init(
    _ file: CassetteFile, program: String, redactor: Redactor, seed: UInt64 = .random(in: 0 ... .max),
    clock: WallClock = .system
  ) {
    self.file = file
    self.redactor = redactor
    self.seed = seed
    now = clock.now
    file.append(CassetteHeader(program: program, startedAt: clock.now(), seed: seed).value)
    redactor.whenLearning { [file, weak redactor] in
      if let redactor { file.redact(redactor.patterns(with: [])) }
    }
  }

  /// Throws if recording has failed, so that nothing is sent without being recorded.
  public func exchangeWillBegin(_ exchange: Exchange) throws {
    guard let failure = file.failure else { return }
    throw TransportError(
      .storage, sent: .no, failure, hint: "nothing more is sent, since it would not be recorded")
  }

  /// Records an exchange, unless it has no outcome.
  public func exchangeDidEnd(_ exchange: Exchange) {
    guard let entry = CassetteEntry(exchange) else { return }
    file.append(entry.value.redacted(redactor.patterns(with: [])))
  }

  /// Returns a clock that records every time it returns.
  public func clock(of place: UnitPlace?) -> @Sendable () -> Double {
    { [file, now] in
      let time = now()
      file.append(CassetteTime(time, at: place).value)
      return time
    }
  }
}
