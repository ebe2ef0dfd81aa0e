/// Sends requests; wrapping transports add policy, records, retries and limits around a client.
///
/// A call blocks its thread until the answer is whole. Safe to use from many threads.
public protocol Transport: Sendable {
  /// Sends the request and waits for its answer, whatever the status.
  func send(_ request: Request, cancellation: Cancellation) throws(TransportError) -> Response
}
