public import JSON
import Query

/// What came for a call and was not refused.
public struct CallAnswer: Sendable {
  /// What the call outputs.
  public var payload: Value
  /// The decoded body, envelope included; null where nothing was sent.
  public var body: Value = .null
  public var status: Int?
  public var exchange: Int?
  /// The server's clock at the response, Unix seconds; nil where it does not tell.
  var date: Double?
  /// The URL of the next page that the header `Link` names.
  var link: String?
  /// The value of the header `X-Next-Page`.
  var nextNumber: String?
}

extension CallAnswer {
  /// A failure that names the response it is about.
  func failure(_ failure: Failure) -> Failure {
    var failure = failure
    failure.status = failure.status ?? status
    failure.exchange = failure.exchange ?? exchange
    failure.hint = failure.hint ?? exchange.map { "`@\($0)` has the response" }
    return failure
  }
}
