import HTTP
import Synchronization
import Testing

@Suite struct PolicyTests {
  @Test(arguments: [
    (Policy(), true, "send send ask ask"),
    (Policy(), false, "send send refuse refuse"),
    (Policy(answersYes: true), false, "send send send send"),
    (Policy(allowed: [.outward]), false, "send send send refuse"),
    (Policy(allowed: [.destructive]), true, "send send ask send"),
    (
      Policy(isReadOnly: true, allowed: [.write, .outward, .destructive], answersYes: true), true,
      "send refuse refuse refuse"
    ),
    (Policy(isDryRun: true), false, "send show show show"),
    (Policy(isReadOnly: true, isDryRun: true), false, "send show show show"),
    (Policy(rules: [.destructive: .allow, .write: .confirm]), false, "send refuse refuse send"),
    (
      Policy(rules: [.write: .deny, .read: .deny], allowed: [.write], answersYes: true), true,
      "refuse refuse send send"
    ),
    (Policy(rules: [.write: .confirm], answersYes: true), false, "send send send send"),
  ])
  func `Each class has its rule`(policy: Policy, canAsk: Bool, decisions: String) {
    let found = Risk.allCases.map { risk in
      switch policy.decision(for: risk, canAsk: canAsk) {
      case .send: "send"
      case .show: "show"
      case .ask: "ask"
      case .refuse: "refuse"
      }
    }
    #expect(found.joined(separator: " ") == decisions)
  }

  private func transport(
    _ policy: Policy, _ inner: ScriptedTransport, confirm: (@Sendable (PolicyQuestion) -> String?)? = nil
  ) -> PolicyTransport {
    PolicyTransport(inner, policy: { _ in policy }, confirm: confirm, show: { _ in })
  }

  @Test(arguments: [
    (Policy(isReadOnly: true), Risk.write, "--read-only"), (Policy(), .outward, "--allow outward"),
    (Policy(), .destructive, "--allow destructive, or --yes"), (Policy(rules: [.write: .deny]), .write, "policy.write"),
  ])
  func `A refusal names what would permit it, and nothing is sent`(policy: Policy, risk: Risk, hint: String) {
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
  func `A confirmation takes yes, for a destructive call the id`(risk: Risk, answer: String?, isSent: Bool) {
    let inner = ScriptedTransport(.status(200))
    _ = transport(Policy(), inner, confirm: { _ in answer }).failure(.example(risk: risk, target: "7"))
    #expect(inner.requests.count == (isSent ? 1 : 0))
  }

  @Test func `A dry run shows the request and answers nothing`() throws {
    let inner = ScriptedTransport(.status(200))
    let shown = Mutex<[String]>([])
    let transport = PolicyTransport(
      inner, policy: { _ in Policy(isDryRun: true) }, confirm: nil,
      show: { request in shown.withLock { $0.append("\(request.method) \(request.url)") } })
    let response = try transport.send(.example("DELETE", risk: .destructive))
    #expect(response.isDryRun && response.status == 204 && response.body.isEmpty)
    #expect(shown.withLock { $0 } == ["DELETE https://api.example.invalid/things/7"])
    #expect(inner.requests.isEmpty)
    #expect(try !transport.send(.example()).isDryRun)
  }
}
