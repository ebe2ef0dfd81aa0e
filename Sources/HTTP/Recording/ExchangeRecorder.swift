/// Observes every exchange before it is sent and after it has ended. Examples are the journal and a cassette.
///
/// Exchanges passed to a recorder contain no secrets. Called from several threads.
public protocol ExchangeRecorder: Sendable {
  /// Called before the first byte of an exchange is sent. If it throws, nothing is sent.
  func exchangeWillBegin(_ exchange: Exchange) throws

  /// Called when an exchange has ended, with a response or an error.
  func exchangeDidEnd(_ exchange: Exchange)
}
