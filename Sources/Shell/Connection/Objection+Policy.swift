import HTTP
import Query
import Script

extension Objection {
  /// Why policy forbids a call, as far as that is known statically; nil if the call is allowed.
  init?(
    to method: MethodSignature, _ risk: Risk, _ account: Account, gate: PolicyGate
  ) {
    let name = [method.resource, method.name].compactMap(\.self).joined(separator: ".")
    let call = CallContext(account, method: name, risk: risk)
    guard case .refuse(let reason) = gate.decision(for: call) else { return nil }
    let refusal = TransportError.refused(call, reason)
    self.init(refusal.message, hint: refusal.hint)
  }
}
