/// Lets only what the policy permits reach the transports below; everything edush sends passes here.
public struct PolicyTransport: Transport {
  private let next: any Transport
  private let policy: @Sendable (CallContext) -> Policy
  private let confirm: (@Sendable (PolicyQuestion) -> String?)?
  private let show: @Sendable (Request) -> Void

  /// - Parameters:
  ///   - policy: the policy of the call's profile.
  ///   - confirm: asks and returns the answer typed, nil for none; itself nil where nobody can answer.
  ///   - show: prints a request that a dry run holds back.
  public init(
    _ next: any Transport, policy: @escaping @Sendable (CallContext) -> Policy,
    confirm: (@Sendable (PolicyQuestion) -> String?)?, show: @escaping @Sendable (Request) -> Void
  ) {
    self.next = next
    self.policy = policy
    self.confirm = confirm
    self.show = show
  }

  public func send(_ request: Request, cancellation: Cancellation) throws(TransportError) -> Response {
    switch policy(request.context).decision(for: request.context.risk, canAsk: confirm != nil) {
    case .send: break
    case .show: return hold(request)
    case .refuse(let reason): throw .refused(request.context, reason)
    case .ask: try ask(request)
    }
    return try next.send(request, cancellation: cancellation)
  }

  private func hold(_ request: Request) -> Response {
    show(request)
    var response = Response(status: 204)
    response.isDryRun = true
    response.attempts = 0
    return response
  }

  private func ask(_ request: Request) throws(TransportError) {
    let question = PolicyQuestion(request: request)
    guard let answer = confirm?(question), question.accepts(answer) else {
      throw .refused(request.context, .declined)
    }
  }
}

extension TransportError {
  /// The beginning of what is said where a question was answered with no.
  public static let notSent = "not sent"

  /// What is said of a call that the policy keeps back.
  public static func refused(_ call: CallContext, _ reason: Policy.Reason) -> TransportError {
    let what = "\(call.name) is \(call.risk.rawValue)"
    let message: String
    let hint: String?
    switch reason {
    case .readOnly:
      message = "\(what), and only reads are allowed"
      hint = "leave out --read-only, or unset EDUSH_READ_ONLY"
    case .denied:
      message = "\(what), which the policy of its profile denies"
      hint = "change `policy.\(call.risk.rawValue)` in config.json"
    case .needsPermission:
      message = "\(what), and nothing permits it"
      hint = "add --allow \(call.risk.rawValue), or --yes"
    case .declined:
      message = "\(notSent): \(call.name) was not confirmed"
      hint = nil
    }
    return TransportError(.policy(call.risk), sent: .no, message, hint: hint)
  }
}
