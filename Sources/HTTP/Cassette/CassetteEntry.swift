import JSON
import Query

/// A recorded exchange: the request, and its response or error.
struct CassetteEntry: Sendable {
  enum Outcome: Sendable {
    case answered(CassetteAnswer)
    case failed(TransportError)
  }

  var account: Account
  /// The provider's method, such as `pads.update`.
  var method: String
  /// The base URL of the account.
  var base: String?
  /// The unit that made the request; nil outside of units.
  var place: UnitPlace?
  /// Whether edush sent it on its own behalf, such as a login.
  var isIncidental: Bool
  var request: CassetteMessage
  var outcome: Outcome

  /// Nil if the exchange has no outcome: it was interrupted, or refused before it was sent.
  init?(_ exchange: Exchange) {
    switch exchange.outcome {
    case .pending: return nil
    case .answered(let answer): outcome = .answered(CassetteAnswer(answer))
    case .failed(let error):
      guard error.recorded != nil else { return nil }
      outcome = .failed(error)
    }
    account = exchange.account
    method = exchange.method
    base = exchange.base?.description
    place = exchange.place
    isIncidental = exchange.isIncidental
    request = CassetteMessage(exchange.meant)
  }

  var value: Value {
    var object: Object = ["account": Value(account.description), "call": Value(method)]
    if let base { object["base"] = Value(base) }
    if let place { object["at"] = place.value }
    if isIncidental { object["incidental"] = true }
    object["request"] = request.value
    switch outcome {
    case .answered(let answer): object["response"] = answer.value
    case .failed(let error): object["error"] = error.recorded ?? .null
    }
    return Value(object)
  }

  init(_ object: Object) throws(CassetteFault) {
    guard let name = object["account"]?.string, let request = object["request"] else {
      throw CassetteFault("neither an exchange nor a time")
    }
    let parts = name.split(separator: "@", maxSplits: 1).map(String.init)
    guard let provider = parts.first else { throw CassetteFault("`account` is empty") }
    account = Account(provider, profile: parts.count > 1 ? parts[1] : nil)
    method = object["call"]?.string ?? ""
    base = object["base"]?.string
    place = try UnitPlace(recorded: object["at"])
    isIncidental = object["incidental"]?.bool ?? false
    self.request = try CassetteMessage(request)
    if let answer = object["response"] {
      outcome = .answered(try CassetteAnswer(answer))
    } else if let error = object["error"] {
      outcome = .failed(try TransportError(recorded: error))
    } else {
      throw CassetteFault("neither `response` nor `error`")
    }
  }
}
