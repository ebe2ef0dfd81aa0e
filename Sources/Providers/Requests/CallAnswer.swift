public import JSON
import Query

/// The successful response to a call.
public struct CallAnswer: Sendable {
  /// The output of the call.
  public var payload: Value
  /// The decoded body, including its envelope; null if nothing was sent.
  public var body: Value = .null
  /// The HTTP status; nil if nothing was sent.
  public var status: Int?
  /// The number of the exchange; nil if nothing was sent.
  public var exchange: Int?
  /// The server's clock at the response, in Unix seconds; nil if unknown.
  var date: Double?
  /// The pagination headers of the response.
  var pageHeaders = PageHeaders()
}

extension CallAnswer {
  /// Adds the status and exchange of this response to a failure.
  func failure(_ failure: Failure) -> Failure {
    var failure = failure
    failure.status = failure.status ?? status
    failure.exchange = failure.exchange ?? exchange
    failure.hint = failure.hint ?? exchange.map { "`@\($0)` has the response" }
    return failure
  }
}
