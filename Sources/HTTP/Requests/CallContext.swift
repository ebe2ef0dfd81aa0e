public import Query

/// The call that a request belongs to: the data beyond HTTP that policy, journal and messages need.
public struct CallContext: Sendable {
  /// The account of the call.
  public var account: Account
  /// The provider's method, such as `pads.update`.
  public var method: String
  /// The call as written in the script, if known.
  public var call: String?
  /// The risk class, which determines the policy.
  public var risk: Risk
  /// The id of the affected object, typed to confirm a destructive call.
  public var target: String?
  /// Finds the objects of the call, its target last. Only evaluated for a confirmation.
  public var objects: (@Sendable () -> [CallObject])?
  /// Why the arguments raised the risk of the call, such as `it ends the interview, there is no re-open`.
  public var reason: String?
  /// Whether it repeats an earlier call. If so, writes need confirmation as well.
  public var isRepeat = false
  /// Whether edush sends it on its own behalf as part of a call: a login, or a read of the object that a write changes.
  public var isIncidental = false
  /// The page of a list that it requests; nil if it is not one of several.
  public var page: PageProgress?
  /// The unit of a recorded or replayed run that sends it.
  public var place: UnitPlace?

  /// Creates the context of a call.
  public init(
    _ account: Account, method: String, call: String? = nil, risk: Risk, target: String? = nil
  ) {
    self.account = account
    self.method = method
    self.call = call
    self.risk = risk
    self.target = target
  }

  /// The name of the call: `coderpad.pads.update`, or `coderpad@old.pads.update` with a profile.
  public var name: String { "\(account).\(method)" }

  /// The name of the provider.
  public var provider: String { account.provider }
  /// The name of the profile; nil for the default one.
  public var profile: String? { account.profile }
}

/// An object that a call affects.
public struct CallObject: Sendable, Hashable {
  /// The kind of object, such as `member`; nil if unknown.
  public var kind: String?
  /// The id of the object.
  public var id: String
  /// A readable name, if an earlier response contained one.
  public var label: String?

  /// Creates an object.
  public init(kind: String? = nil, id: String, label: String? = nil) {
    self.kind = kind
    self.id = id
    self.label = label
  }
}
