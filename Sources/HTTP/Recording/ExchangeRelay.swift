import Synchronization

/// Forwards to a recorder that can be set and removed.
public final class ExchangeRelay: ExchangeRecorder {
  private let recorder = Mutex<(any ExchangeRecorder)?>(nil)

  /// Creates a relay without a recorder.
  public init() {}

  /// The recorder to forward to; nil for none.
  public var value: (any ExchangeRecorder)? {
    get { recorder.withLock { $0 } }
    set { recorder.withLock { $0 = newValue } }
  }

  /// Forwards the start of an exchange.
  public func exchangeWillBegin(_ exchange: Exchange) throws { try value?.exchangeWillBegin(exchange) }

  /// Forwards the end of an exchange.
  public func exchangeDidEnd(_ exchange: Exchange) { value?.exchangeDidEnd(exchange) }
}
