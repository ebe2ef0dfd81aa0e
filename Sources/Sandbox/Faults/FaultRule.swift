/// Something that goes wrong for some requests, written `SCOPE:KIND[=ARGUMENT][@PROBABILITY][#COUNT]`.
///
/// `SCOPE` is `*`, a provider, or a provider with the start of a method's name: `coderpad`, `coderpad.pads`,
/// `coderpad.pads.list`. `KIND` is one of
///
/// | kind | what happens |
/// |---|---|
/// | `latency=200` | the answer comes 200 milliseconds later; `latency=2s` takes seconds |
/// | `429`, `429=30` | too many requests; with `Retry-After: 30` |
/// | any number from 400 to 599, `5xx` | that status in the API's own error shape; one of 500, 502, 503, 504 |
/// | `hang` | no answer ever |
/// | `cut` | the connection closes without an answer |
/// | `truncated` | the connection closes in the middle of the body |
/// | `wrong-type` | the answer says it is `text/html` |
/// | `non-json` | the answer says JSON and is HTML |
///
/// `@0.2` hits one request in five, decided by the seed; `#3` hits the first three only.
public struct FaultRule: Sendable, Hashable {
  public enum Kind: Sendable, Hashable {
    case latency(milliseconds: Int)
    case status(Int, retryAfter: Int?)
    /// 500, 502, 503 or 504, decided by the seed.
    case anyServerError
    case hang
    case cut
    case truncated
    case wrongType
    case notJSON
  }

  /// The provider and the start of a method's name; `*` is everything.
  public let scope: String
  public let kind: Kind
  /// The share of requests that are hit, 0 to 1.
  public let probability: Double
  /// How many requests are hit in all; nil is no limit.
  public let count: Int?

  public init(scope: String, kind: Kind, probability: Double = 1, count: Int? = nil) {
    self.scope = scope
    self.kind = kind
    self.probability = probability
    self.count = count
  }

  /// Whether the rule is about a provider's method, such as `pads.list`.
  func covers(_ provider: String, _ endpoint: String?) -> Bool {
    guard scope != "*", scope != provider else { return true }
    let full = provider + "." + (endpoint ?? "")
    return full == scope || full.hasPrefix(scope + ".")
  }
}
