public import JSON

/// How one request is sent and recorded: its credential, tries, limits and permit.
public struct SendPlan: Sendable {
  /// Whether it could be sent at all, such as whether there is a credential; called once, after policy and before its
  /// exchange begins. Its errors are passed on like those of `authorize`.
  public var prepare: (@Sendable () throws -> Void)?
  /// Adds the credential; called for every try, after policy, wait and limits, so it may mint a single-use one.
  ///
  /// Header fields it sets with `Headers.setSecret` are redacted wherever the request is recorded. A `TransportError`
  /// it throws is passed on; another error becomes the `underlying` of one.
  public var authorize: (@Sendable (inout Request) throws -> Void)?
  /// Called for every try, as the last thing before its first byte: where it throws, nothing leaves.
  public var departs: (@Sendable () throws(TransportError) -> Void)?
  /// What may be retried beyond reads.
  public var retry = RetryRule()
  /// The window it is counted in.
  public var rateLimit: RateLimit?
  /// Finds the secret parts of an answer, hidden in every record of it; the response itself keeps them.
  public var secretsInResponse: (@Sendable (Response) -> [Secret])?
  /// What is shown of a JSON body; nil hides what follows the names of secrets.
  public var shownJSON: (@Sendable (Value) -> Value)?
  /// Nil uses the client's.
  public var timeouts: Timeouts?
  /// The proof that policy let it go, from `PolicyGate.admit`; bound to what is sent, so it comes last.
  public var permit: Permit?

  var trace: AttemptTrace?

  public init() {}
}
