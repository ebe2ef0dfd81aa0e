import CCurl
import Synchronization
import Threads

/// Sends requests with libcurl. Connections are kept alive and shared; HTTP/2 is used if the server supports it; TLS
/// certificates are always verified.
///
/// The first request loads the library and starts the one thread that drives all transfers.
public final class CurlClient: Transport {
  private let configuration: ClientConfiguration
  private let driver = Mutex<CurlDriver?>(nil)

  /// Creates a client without loading the library or opening a connection.
  public init(_ configuration: ClientConfiguration) {
    self.configuration = configuration
  }

  deinit {
    driver.withLock { $0 }?.stop()
  }

  /// Cancels all transfers and stops the thread; waits up to a second. A later request starts a new thread.
  ///
  /// Call this before the process exits, since the TLS library's exit handler must not run during a transfer.
  public func close() {
    let ending = driver.withLock { driver in
      defer { driver = nil }
      return driver
    }
    ending?.stop()
    ending?.ended.wait(seconds: 1)
  }

  /// Sends a request and waits for the complete response.
  public func send(_ request: Request, cancellation: Cancellation) throws(TransportError) -> Response {
    try RequestCheck.check(request)
    try cancellation.check()
    let driver = try startedDriver()
    let transfer = try Transfer(request, configuration)
    driver.start(transfer)
    let registration = cancellation.onCancel { driver.cancel(transfer) }
    defer { cancellation.remove(registration) }
    return try transfer.wait()
  }

  private func startedDriver() throws(TransportError) -> CurlDriver {
    try driver.withLock { (driver) throws(TransportError) in
      if let driver { return driver }
      if let reason = ccurl_load() { throw .libraryMissing(String(cString: reason)) }
      guard let started = CurlDriver() else { throw .outOfMemory }
      started.run()
      driver = started
      return started
    }
  }
}

extension TransportError {
  static func libraryMissing(_ reason: String) -> TransportError {
    TransportError(
      .libraryMissing, sent: .no, "libcurl is missing (\(reason))",
      hint: "install it: the Debian and Ubuntu package is libcurl4")
  }

  static let outOfMemory = TransportError(.notConnected, sent: .no, "there is not enough memory or threads to connect")
}
