import Synchronization

/// Passes on what it hears to a recorder that comes and goes.
public final class ExchangeRelay: ExchangeRecorder {
  private let recorder = Mutex<(any ExchangeRecorder)?>(nil)

  public init() {}

  public var value: (any ExchangeRecorder)? {
    get { recorder.withLock { $0 } }
    set { recorder.withLock { $0 = newValue } }
  }

  public func exchangeWillBegin(_ exchange: Exchange) throws { try value?.exchangeWillBegin(exchange) }

  public func exchangeDidEnd(_ exchange: Exchange) { value?.exchangeDidEnd(exchange) }
}
