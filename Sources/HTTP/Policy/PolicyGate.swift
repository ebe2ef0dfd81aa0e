import Query

/// The single place that decides whether a request may be sent, asking for confirmation if necessary.
public struct PolicyGate: Sendable {
  private let policy: @Sendable (CallContext) -> Policy
  private let confirm: (@Sendable (PolicyQuestion) -> String?)?
  private let isAttended: @Sendable () -> Bool
  private let writes: WriteBudget?

  /// Creates a gate.
  ///
  /// - Parameters:
  ///   - policy: returns the policy for a call's account.
  ///   - confirm: asks and returns the typed answer, or nil if there was none. Pass nil if there is no user to ask.
  ///   - isAttended: whether a user can answer right now.
  ///   - writes: the maximum number of writes; nil for no limit.
  public init(
    policy: @escaping @Sendable (CallContext) -> Policy, confirm: (@Sendable (PolicyQuestion) -> String?)? = nil,
    isAttended: @escaping @Sendable () -> Bool = { true }, writes: WriteBudget? = nil
  ) {
    self.writes = writes
    self.policy = policy
    self.confirm = confirm
    self.isAttended = isAttended
  }

  /// The decision about a call, without asking.
  public func decision(for call: CallContext) -> Policy.Decision {
    policy(call).decision(for: call, canAsk: confirm != nil && isAttended())
  }

  /// Decides about a request, asking for confirmation if required. Throws if it must not be sent.
  public func admit(_ request: Request) throws(TransportError) -> Permit {
    let budget = request.context.risk == .read || request.context.isIncidental ? nil : writes
    // Do not ask about a write that would be refused anyway.
    if let budget, budget.isSpent { throw .refused(request.context, .tooManyWrites(most: budget.most)) }
    switch decision(for: request.context) {
    case .send: break
    case .refuse(let reason): throw .refused(request.context, reason)
    case .ask:
      let question = PolicyQuestion(request: request, isProduction: policy(request.context).isProduction)
      guard let answer = confirm?(question), question.accepts(answer) else {
        throw .refused(request.context, .declined)
      }
    }
    guard budget?.take() != false else {
      throw .refused(request.context, .tooManyWrites(most: budget?.most ?? 0))
    }
    return Permit(for: request)
  }
}

extension TransportError {
  /// The beginning of the message after a declined confirmation.
  public static let notSent = "not sent"

  /// The error for a call refused by policy.
  public static func refused(_ call: CallContext, _ reason: Policy.Reason) -> TransportError {
    let (message, hint) = words(call, reason)
    return TransportError(.policy(call.risk), sent: .no, message, hint: hint)
  }

  private static func words(_ call: CallContext, _ reason: Policy.Reason) -> (message: String, hint: String?) {
    let risk = call.risk.rawValue
    let what = call.risk.isAdjective ? "\(call.name) is \(risk)" : "\(call.name) is a \(risk) call"
    switch reason {
    case .readOnly: return ("\(what); only reads are allowed", "remove --read-only, or unset EDUSH_READ_ONLY")
    case .brokenSettings:
      return (
        "\(what); only reads are allowed while config.json has errors, since it may contain a policy",
        "fix config.json; `edush doctor` shows what is wrong"
      )
    case .denied:
      return ("\(what); the policy of \(call.account) denies it", "change `policy.\(risk)` in config.json")
    case .needsPermission: return ("\(what) and needs permission", "add --allow \(risk), or --yes")
    case .declined: return ("\(notSent): \(call.name) was not confirmed", nil)
    case .tooManyWrites(let most):
      return (
        "\(call.name) would be write \(most + 1), and --max-writes allows \(most)",
        "check what was written (`edush runs show`), then continue with a higher number"
      )
    case .readsOnly: return ("\(what); only reads are sent from here", "call it on its own")
    }
  }
}

extension Risk {
  fileprivate var isAdjective: Bool { self == .outward || self == .destructive }
}
