/// Keeps every exchange in the log and tells the recorders, before it is sent and after, with secrets replaced.
public struct RecordingTransport: Transport {
  private let next: any Transport
  private let log: ExchangeLog
  private let recorders: [any ExchangeRecorder]
  private let redactor: Redactor
  private let clock: WallClock

  public init(
    _ next: any Transport, log: ExchangeLog, recorders: [any ExchangeRecorder] = [], redactor: Redactor,
    clock: WallClock = .system
  ) {
    self.next = next
    self.log = log
    self.recorders = recorders
    self.redactor = redactor
    self.clock = clock
  }

  public func send(_ request: Request, cancellation: Cancellation) throws(TransportError) -> Response {
    var request = request
    let trace = AttemptTrace()
    request.trace = trace
    redactor.addPassing(request.headers.secrets)
    var exchange = log.begin(Exchange(request, redactor, startedAt: clock.now()))
    do throws(TransportError) {
      try tellBeginning(exchange)
      var response = try next.send(request, cancellation: cancellation)
      response.exchange = exchange.id
      redactor.addPassing(request.secretsInResponse?(response) ?? [])
      end(&exchange, trace) { .answered(Exchange.Answer(response, redactor)) }
      return response
    } catch {
      var error = error
      error.exchange = exchange.id
      end(&exchange, trace) { .failed(error.redacted(redactor)) }
      throw error.redacted(redactor)
    }
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

  private func end(_ exchange: inout Exchange, _ trace: AttemptTrace, outcome: () -> Exchange.Outcome) {
    let content = trace.content
    if let sent = content.sent {
      redactor.addPassing(sent.headers.secrets)
      exchange.sent = Exchange.Message(sent, redactor)
    }
    exchange.attempts = content.attempts
    exchange.outcome = outcome()
    exchange.durationMilliseconds = (clock.now() - exchange.startedAt) * 1000
    log.end(exchange)
    for recorder in recorders { recorder.exchangeDidEnd(exchange) }
  }
}
