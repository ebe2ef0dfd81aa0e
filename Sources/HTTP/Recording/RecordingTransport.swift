import JSON

/// Adds every exchange to the log and notifies the recorders before and after sending, with secrets replaced.
public struct RecordingTransport: Transport {
  private let next: any Transport
  private let log: ExchangeLog
  private let recorders: [any ExchangeRecorder]
  private let redactor: Redactor
  private let underWay: CallsUnderWay?
  private let clock: WallClock

  /// Creates a transport that records the exchanges with `next`.
  public init(
    _ next: any Transport, log: ExchangeLog, recorders: [any ExchangeRecorder] = [], redactor: Redactor,
    underWay: CallsUnderWay? = nil, clock: WallClock = .system
  ) {
    self.next = next
    self.log = log
    self.recorders = recorders
    self.redactor = redactor
    self.underWay = underWay
    self.clock = clock
    redactor.whenLearning { [log, weak redactor] in
      if let redactor { log.hide(redactor.patterns(with: [])) }
    }
  }

  /// Sends a request and records the exchange.
  public func send(_ request: Request, cancellation: Cancellation) throws(TransportError) -> Response {
    var request = request
    let trace = AttemptTrace()
    request.plan.trace = trace
    let version = redactor.version
    var exchange = log.begin(
      Exchange(request, redactor.patterns(with: request.headers.secrets), startedAt: clock.now()))
    underWay?.begin(exchange.id, request.context, trace)
    defer { underWay?.end(exchange.id) }
    do throws(TransportError) {
      try tellBeginning(exchange)
      var response = try next.send(request, cancellation: cancellation)
      response.exchange = exchange.id
      let found = request.plan.secretsInResponse?(response) ?? []
      let patterns = learn(trace, found)
      exchange.outcome = .answered(Exchange.Answer(response, patterns, found))
      end(exchange, trace, patterns, since: version)
      return response
    } catch {
      let cut = error.received.map { Self.readable($0, request) }
      let patterns = learn(trace, cut?.secrets ?? [])
      exchange.beginning = cut.map { Exchange.Answer($0.response, patterns, $0.secrets) }
      var error = error.redacted(patterns)
      error.received = nil
      error.exchange = exchange.id
      exchange.outcome = .failed(error)
      end(exchange, trace, patterns, since: version)
      throw error
    }
  }

  /// A truncated response, with the secrets in it. If it may contain any, its body is completed so that it can be
  /// parsed; a body that cannot be parsed is not kept.
  private static func readable(_ cut: Response, _ request: Request) -> (response: Response, secrets: [Secret]) {
    guard let find = request.plan.secretsInResponse, !cut.body.isEmpty else { return (cut, []) }
    var closed = cut
    closed.body = CutJSON.closed(cut.body)
    let value = try? Value.parse(utf8: closed.body)
    if value?.array == nil, value?.object == nil { closed.body = [] }
    return (closed, find(closed))
  }

  /// Remembers the secrets of an exchange for a while, and returns the patterns to search for.
  private func learn(_ trace: AttemptTrace, _ found: [Secret]) -> PatternSet {
    let secrets = trace.content.secrets + found
    redactor.addPassing(secrets)
    return redactor.patterns(with: secrets)
  }

  private func tellBeginning(_ exchange: Exchange) throws(TransportError) {
    do {
      for recorder in recorders { try recorder.exchangeWillBegin(exchange) }
    } catch let error as TransportError {
      throw error
    } catch {
      var failure = TransportError(
        .storage, sent: .no, "the journal could not be written, so nothing was sent",
        hint: "see that its folder is writable and the disk is not full")
      failure.underlying = error
      throw failure
    }
  }

  /// - Parameter version: the redactor's version when the exchange began.
  private func end(_ exchange: Exchange, _ trace: AttemptTrace, _ patterns: PatternSet, since version: Int) {
    let content = trace.content
    var exchange = exchange
    exchange.sent = content.sent.map { Exchange.Message($0, patterns) }
    exchange.attempts = content.attempts
    exchange.durationMilliseconds = (clock.now() - exchange.startedAt) * 1000
    if redactor.version != version { exchange = exchange.redacted(redactor.patterns(with: [])) }
    log.end(exchange)
    for recorder in recorders { recorder.exchangeDidEnd(exchange) }
  }
}
