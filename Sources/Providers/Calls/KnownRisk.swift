import Diagnostics
import JSON
import Query

/// The minimum risk of a call, determined statically. An argument that is only known at run time is nil.
enum KnownRisk {
  static func of(_ endpoint: Endpoint, _ known: [String: Value?]) -> Risk {
    endpoint.raises.filter { isSure($0, endpoint, known) }.map(\.risk).reduce(endpoint.risk, max)
  }

  private static func isSure(_ raise: RiskRaise, _ endpoint: Endpoint, _ known: [String: Value?]) -> Bool {
    guard let given = known[raise.parameter] else { return false }
    guard let wanted = raise.equals else { return true }
    guard let given, let parameter = endpoint.parameter(raise.parameter) else { return false }
    return (try? parameter.convert(given)) == wanted
  }

  /// The risk of a free request if all relevant arguments are known; otherwise the minimum that its method implies.
  static func ofRequest(_ account: Account, _ known: [String: Value?], _ manifest: Manifest) -> Risk {
    let arguments = known.compactMap { name, value in
      value.map { Call.Argument(name: name, value: $0, range: SourceRange(0, 0)) }
    }
    if arguments.count == known.count {
      let call = Call(
        account, resource: nil, method: FreeRequest.method, arguments: arguments, range: SourceRange(0, 0))
      guard let meant = try? FreeRequest.meant(call, encoding: manifest.encoding) else { return .read }
      return RequestMeaning(meant, of: manifest).risk
    }
    guard case .some(let verb?) = known["method"], verb.string?.uppercased() == "DELETE" else { return .read }
    return .destructive
  }
}
