/// A fault for some requests, written `SCOPE:KIND[=ARGUMENT][@PROBABILITY][#COUNT]`.
///
/// `SCOPE` is `*`, a provider, or a provider with a prefix of a method's name: `coderpad`, `coderpad.pads`,
/// `coderpad.pads.list`. `KIND` is one of
///
/// | kind | what happens |
/// |---|---|
/// | `latency=200` | the response is delayed by 200 milliseconds; `latency=2s` is in seconds |
/// | `429`, `429=30` | too many requests; with `Retry-After: 30` |
/// | any number from 400 to 599, `5xx` | that status in the API's own error shape; one of 500, 502, 503, 504 |
/// | `hang` | no response at all |
/// | `cut` | the connection closes without a response |
/// | `truncated` | the connection closes in the middle of the body |
/// | `wrong-type` | the response claims to be `text/html` |
/// | `non-json` | the response claims to be JSON but is HTML |
///
/// `@0.2` affects one in five requests, determined by the seed; `#3` affects only the first three.
public struct FaultRule: Sendable, Hashable {
  /// The kind of fault.
  public enum Kind: Sendable, Hashable {
    case latency(milliseconds: Int)
    case status(Int, retryAfter: Int?)
    /// 500, 502, 503 or 504, determined by the seed.
    case anyServerError
    case hang
    case cut
    case truncated
    case wrongType
    case notJSON
  }

  /// A provider with a prefix of a method's name; `*` for everything.
  public let scope: String
  /// The kind of fault.
  public let kind: Kind
  /// The proportion of affected requests, 0 to 1.
  public let probability: Double
  /// The maximum number of affected requests; nil for no limit.
  public let count: Int?

  /// Creates a rule.
  public init(scope: String, kind: Kind, probability: Double = 1, count: Int? = nil) {
    self.scope = scope
    self.kind = kind
    self.probability = probability
    self.count = count
  }

  /// Whether the rule applies to a provider's method, such as `pads.list`.
  func covers(_ provider: String, _ endpoint: String?) -> Bool {
    guard scope != "*", scope != provider else { return true }
    let full = provider + "." + (endpoint ?? "")
    return full == scope || full.hasPrefix(scope + ".")
  }
}
