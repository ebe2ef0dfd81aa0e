/// The configuration of a sandbox: its port, its data and its faults.
public struct SandboxConfiguration: Sendable {
  /// The port on 127.0.0.1; 0 for any free one.
  public var port: Int
  /// The SQLite file that stores the state; nil keeps it in memory.
  public var dataFile: String?
  /// The amount of generated data in percent of the default (120 pads, 130 sessions, 60 lessons, 150 members).
  public var size: Int
  /// The seed of all generated names, ids, amounts and dates; equal seeds give equal data.
  public var seed: UInt64
  /// The faults to inject. Of each kind, the first matching rule applies.
  public var faults: [FaultRule]
  /// Codementor's maximum number of requests per window and key.
  public var rateLimit: Int
  /// The length of Codementor's sliding window, in seconds.
  public var rateWindow: Double
  /// CoderPad's maximum number of pads per month; nil for no limit.
  public var padLimit: Int?
  /// The local URLs to which events are sent, by provider; other events are not sent. `PUT /_sandbox/webhook` changes
  /// them.
  public var webhookURLs: [WebhookProvider: String]
  /// The number of requests kept for `/_sandbox/requests`.
  public var logCapacity: Int
  /// Returns Unix seconds, used for rates, tokens and the status of lessons.
  public var clock: @Sendable () -> Double

  /// Creates a configuration.
  public init(
    port: Int = 0, dataFile: String? = nil, size: Int = 100, seed: UInt64 = 1, faults: [FaultRule] = [],
    rateLimit: Int = 100, rateWindow: Double = 3600, padLimit: Int? = 120,
    webhookURLs: [WebhookProvider: String] = [:], logCapacity: Int = 1000,
    clock: @escaping @Sendable () -> Double = SystemClock.seconds
  ) {
    self.port = port
    self.dataFile = dataFile
    self.size = size
    self.seed = seed
    self.faults = faults
    self.rateLimit = rateLimit
    self.rateWindow = rateWindow
    self.padLimit = padLimit
    self.webhookURLs = webhookURLs
    self.logCapacity = logCapacity
    self.clock = clock
  }
}
