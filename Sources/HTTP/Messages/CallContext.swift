/// What a call is to the person who made it: the data that policy, journal and messages need beyond HTTP.
public struct CallContext: Sendable {
  /// The provider of the manifest, `coderpad`.
  public var provider: String
  /// Nil for the default profile.
  public var profile: String?
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

  public init(
    provider: String, profile: String? = nil, method: String, call: String? = nil, risk: Risk, target: String? = nil
  ) {
    self.provider = provider
    self.profile = profile
    self.method = method
    self.call = call
    self.risk = risk
    self.target = target
  }

  /// `coderpad.pads.update`, with a profile `coderpad@old.pads.update`.
  public var name: String {
    let owner = profile.map { "\(provider)@\($0)" } ?? provider
    return "\(owner).\(method)"
  }
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
