/// Hears of every exchange before it is sent and after it ended, such as the journal and a cassette.
///
/// What it is told holds no secrets. Called from many threads.
public protocol ExchangeRecorder: Sendable {
  /// Hears of an exchange before its first byte leaves; an error stops it, surely not sent.
  func exchangeWillBegin(_ exchange: Exchange) throws

  /// Hears of its end, answered or failed.
  func exchangeDidEnd(_ exchange: Exchange)
}
