/// What a sandbox is like: where it listens, what data it holds, and what goes wrong in it.
public struct SandboxConfiguration: Sendable {
  /// The port on 127.0.0.1; 0 takes a free one.
  public var port: Int
  /// The SQLite file that keeps the state between runs; nil keeps it in memory.
  public var dataFile: String?
  /// The volume of generated data in percent of the usual one (120 pads, 130 sessions, 60 lessons, 150 members).
  public var size: Int
  /// Decides every generated name, id, amount and date; equal seeds give equal data.
  public var seed: UInt64
  /// What goes wrong, the first matching rule of each kind at a time.
  public var faults: [FaultRule]
  /// Codementor's requests per window and key.
  public var rateLimit: Int
  /// The length of Codementor's sliding window, in seconds.
  public var rateWindow: Double
  /// CoderPad's pads per month; nil is a plan without limit.
  public var padLimit: Int?
  /// Where the events of each provider go, on this machine; none are sent otherwise. `PUT /_sandbox/webhook` changes it.
  public var webhookURLs: [WebhookProvider: String]
  /// How many requests `/_sandbox/requests` remembers.
  public var logCapacity: Int
  /// The seconds since 1970, for rates, tokens, and whether a lesson is over.
  public var clock: @Sendable () -> Double

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
