/// Sends requests. Transports can be stacked to add policy, recording, retries and rate limits to a client.
///
/// A call blocks its thread until the response is complete. Safe to use from several threads.
public protocol Transport: Sendable {
  /// Sends a request and returns the response, whatever its status.
  func send(_ request: Request, cancellation: Cancellation) throws(TransportError) -> Response
}
