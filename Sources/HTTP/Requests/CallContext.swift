public import Query

/// What a call is to the person who made it: the data that policy, journal and messages need beyond HTTP.
public struct CallContext: Sendable {
  public var account: Account
  /// The provider's method, `pads.update`.
  public var method: String
  /// The call as it was written, where known.
  public var call: String?
  /// What policy decides by.
  public var risk: Risk
  /// The id of what is hit, typed to confirm a destructive call.
  public var target: String?
  /// Finds the things that the call is about, its target last; for those who ask only.
  public var objects: (@Sendable () -> [CallObject])?
  /// Why the call has its risk, where its arguments raised it: `it ends the interview, there is no re-open`.
  public var reason: String?
  /// Whether it repeats an earlier call; if so, writes are confirmed as well.
  public var isRepeat = false
  /// Whether edush makes it on its own on the way of a call: a login, a look at what a write changes.
  public var isIncidental = false
  /// Which page of a list it asks for; nil where it is not one of several.
  public var page: PageProgress?
  /// The unit of a recorded or replayed run that makes it.
  public var place: UnitPlace?

  public init(
    _ account: Account, method: String, call: String? = nil, risk: Risk, target: String? = nil
  ) {
    self.account = account
    self.method = method
    self.call = call
    self.risk = risk
    self.target = target
  }

  /// `coderpad.pads.update`, with a profile `coderpad@old.pads.update`.
  public var name: String { "\(account).\(method)" }

  public var provider: String { account.provider }
  public var profile: String? { account.profile }
}

/// A thing that a call is about.
public struct CallObject: Sendable, Hashable {
  /// What it is, `member`; nil where that is not known.
  public var kind: String?
  public var id: String
  /// What people call it, where an earlier answer told.
  public var label: String?

  public init(kind: String? = nil, id: String, label: String? = nil) {
    self.kind = kind
    self.id = id
    self.label = label
  }
}
