import HTTP
import JSON

extension Endpoint {
  /// How risky a call is at least; an argument whose value only running can tell is nil.
  func risk(_ known: [String: Value?]) -> Risk {
    raises.filter { isSure($0, known) }.map(\.risk).reduce(risk, max)
  }

  private func isSure(_ raise: RiskRaise, _ known: [String: Value?]) -> Bool {
    guard let given = known[raise.parameter] else { return false }
    guard let wanted = raise.equals else { return true }
    guard let given, let parameter = parameter(raise.parameter) else { return false }
    return (try? parameter.convert(given)) == wanted
  }
}

extension FreeRequest {
  /// The class of a request by its verb; `read` where only running can tell it.
  static func risk(_ known: [String: Value?]) -> Risk {
    guard case .some(let verb?) = known["method"], let text = verb.string else { return .read }
    return risk(text.uppercased())
  }
}
