public import JSON

/// How a request is sent and recorded: credential, retries, limits and permit.
public struct SendPlan: Sendable {
  /// Checks whether the request can be sent, for example whether there is a credential. Called once, after policy and
  /// before the exchange begins. Errors are handled like those of `authorize`.
  public var prepare: (@Sendable () throws -> Void)?
  /// Adds the credential. Called for every attempt, after policy, waits and limits, so it may create a single-use
  /// credential.
  ///
  /// Fields set with `Headers.setSecret` are redacted wherever the request is recorded. A thrown `TransportError` is
  /// passed on; any other error becomes the `underlying` error of one.
  public var authorize: (@Sendable (inout Request) throws -> Void)?
  /// Called for every attempt immediately before its first byte is sent. If it throws, nothing is sent.
  public var departs: (@Sendable () throws(TransportError) -> Void)?
  /// The rules for retries.
  public var retry = RetryRule()
  /// The rate window that counts the request.
  public var rateLimit: RateLimit?
  /// Finds the secrets in a response. They are hidden in records of it, but not in the response itself.
  public var secretsInResponse: (@Sendable (Response) -> [Secret])?
  /// The JSON body for display; nil hides the values of members with secret names.
  public var shownJSON: (@Sendable (Value) -> Value)?
  /// The timeouts; nil for the client's.
  public var timeouts: Timeouts?
  /// The permit from `PolicyGate.admit`. It covers the whole request, so it is set last.
  public var permit: Permit?

  var trace: AttemptTrace?

  /// Creates a plan without credential, limits and permit.
  public init() {}
}
