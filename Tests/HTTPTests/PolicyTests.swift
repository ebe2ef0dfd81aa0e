import HTTP
import Query
import Testing

@Suite struct PolicyTests {
  @Test(arguments: [
    (Policy(), true, "send send ask ask"),
    (Policy(), false, "send send refuse refuse"),
    (Policy(answersYes: true), false, "send send send send"),
    (Policy(allowed: [.outward]), false, "send send send refuse"),
    (Policy(allowed: [.destructive]), true, "send send ask send"),
    (
      Policy(readOnly: .readOnly, allowed: [.write, .outward, .destructive], answersYes: true), true,
      "send refuse refuse refuse"
    ),
    (Policy(isProduction: true), true, "send ask ask ask"),
    (Policy(isProduction: true), false, "send refuse refuse refuse"),
    (Policy(isProduction: true, allowed: [.write]), false, "send send refuse refuse"),
    (Policy(rules: [.write: .allow], isProduction: true), false, "send send refuse refuse"),
    (Policy(rules: [.destructive: .allow, .write: .confirm]), false, "send refuse refuse send"),
    (
      Policy(rules: [.write: .deny, .read: .deny], allowed: [.write], answersYes: true), true,
      "refuse refuse send send"
    ),
    (Policy(rules: [.write: .confirm], answersYes: true), false, "send send send send"),
  ])
  func `Each class has its rule`(policy: Policy, canAsk: Bool, decisions: String) {
    let found = Risk.allCases.map { risk in
      switch policy.decision(for: CallContext(Account("test"), method: "m", risk: risk), canAsk: canAsk) {
      case .send: "send"
      case .ask: "ask"
      case .refuse: "refuse"
      }
    }
    #expect(found.joined(separator: " ") == decisions)
  }

  private func transport(
    _ policy: Policy, _ inner: ScriptedTransport, confirm: (@Sendable (PolicyQuestion) -> String?)? = nil
  ) -> AdmittedTransport {
    AdmittedTransport(next: inner, gate: PolicyGate(policy: { _ in policy }, confirm: confirm))
  }

  @Test(arguments: [
    (Policy(readOnly: .readOnly), Risk.write, "--read-only"), (Policy(readOnly: .brokenSettings), .write, "doctor"),
    (Policy(), .outward, "--allow outward"),
    (Policy(), .destructive, "--allow destructive, or --yes"), (Policy(rules: [.write: .deny]), .write, "policy.write"),
  ])
  func `A refusal names the setting that would allow the call, and nothing is sent`(
    policy: Policy, risk: Risk, hint: String
  ) {
    let inner = ScriptedTransport(.status(200))
    let error = transport(policy, inner).failure(.example(risk: risk))
    #expect(error?.kind == .policy(risk))
    #expect(error?.sent == .no)
    #expect(error?.hint?.contains(hint) == true)
    #expect(inner.requests.isEmpty)
  }

  @Test(
    arguments: [
      (Risk.outward, "y", true), (.outward, "YES", true), (.outward, "n", false), (.outward, "", false),
      (.destructive, "7", true), (.destructive, "yes", false), (.destructive, "", false), (.destructive, nil, false),
    ] as [(Risk, String?, Bool)])
  func `A confirmation accepts yes, or the id for a destructive call`(risk: Risk, answer: String?, isSent: Bool) {
    let inner = ScriptedTransport(.status(200))
    _ = transport(Policy(), inner, confirm: { _ in answer }).failure(.example(risk: risk, target: "7"))
    #expect(inner.requests.count == (isSent ? 1 : 0))
  }

  @Test(arguments: [
    (Policy(), "ask"), (Policy(allowed: [.write]), "send"), (Policy(answersYes: true), "send"),
    (Policy(rules: [.write: .deny]), "refuse"), (Policy(readOnly: .readOnly), "refuse"),
  ])
  func `A repeated write is confirmed again`(policy: Policy, decision: String) {
    var call = CallContext(Account("test"), method: "m", risk: .write)
    call.isRepeat = true
    let found =
      switch policy.decision(for: call, canAsk: true) {
      case .send: "send"
      case .ask: "ask"
      case .refuse: "refuse"
      }
    #expect(found == decision)
  }
}
