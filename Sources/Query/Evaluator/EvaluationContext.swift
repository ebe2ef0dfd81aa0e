public import Calendar
public import JSON

/// The services and limits of an evaluation. Used by one thread at a time; runs may be nested.
public final class EvaluationContext: @unchecked Sendable {
  /// Performs calls; without it, every call fails.
  public var caller: (any Caller)?
  /// Reads files for `read_csv` and the like; without it, they fail.
  public var files: (any FileReader)?
  /// Returns the next input for `input` and `inputs`; nil at the end.
  public var inputs: (() throws(EvaluationError) -> Value?)?
  /// Receives the messages of `debug`, without the `["DEBUG:",…]` around them.
  public var debug: ((Value) -> Void)?
  /// Receives the messages of `stderr`.
  public var standardError: ((Value) -> Void)?
  /// Provides the environment for `env` and `$ENV`; called once, when a program first needs it.
  public var environmentSource: () -> [(name: String, value: String)] = { [] }
  private(set) lazy var environment = environmentSource()
  /// The value of `$__prog_args`.
  public var arguments: Value = .array([])
  /// The current time in Unix seconds.
  public var clock: () -> Double = { 0 }
  /// The time zones for `in_zone`; without them, it fails.
  public var zones: ZoneDatabase?
  /// The zone of times without one; nil if none is set.
  public var timezone: () -> Zone? = { nil }
  /// Returns random bits for `uuid`.
  public var random: () -> UInt64 = { 0 }
  /// The current unit of work, which counts the writes and repeats times and random bits in another attempt.
  public var unit: WorkUnit?
  /// Collects the texts into which a null was interpolated, so that no write sends one; nil to collect none.
  public var nullTexts: NullTexts?
  /// Returns the value of `input_filename`.
  public var inputName: () -> String? = { nil }
  /// Returns the value of `input_line_number`.
  public var inputLine: () -> Int = { 0 }
  /// The search paths for `get_search_list`.
  public var searchPaths: [String] = []
  /// The directory of the program, for `get_prog_origin`.
  public var programOrigin: String?
  /// The directory of the executable, for `get_jq_origin`.
  public var executableOrigin: String?
  /// Polled from time to time; true cancels the evaluation.
  public var isCancelled: (() -> Bool)?
  /// The memory limit for the process, in bytes; nil for no limit.
  public var memoryLimit: Int?

  /// Whether to keep the completed part of an array whose construction fails.
  public var keepsPartialArrays = false
  /// The outermost array that was left incomplete by a failed call or an interruption.
  public var partialArray: [Value]?

  /// Where a reader such as `read_csv` found the record that led to the current output; nil for other outputs.
  public internal(set) var record: FilePlace?

  let arena = Arena()
  let regexes = RegexCache()
  private(set) var machine: UnsafeMutablePointer<Machine>
  private var polls = 0

  /// The number of outputs between two cancellation checks.
  static let ticks: Int32 = 4096

  /// Creates a context without services and limits.
  public init() {
    machine = .allocate(capacity: 1)
    let memory = arena.block(0, atLeast: 0)
    let base = memory.baseAddress ?? UnsafeMutableRawPointer(machine)
    machine.initialize(
      to: Machine(
        top: base, end: base + memory.count, block: 0, ticks: EvaluationContext.ticks, nextLabel: 0, stackLimit: 0,
        pending: nil, context: .passUnretained(self)))
  }

  deinit {
    machine.deinitialize(count: 1)
    machine.deallocate()
  }

  /// Returns the memory limit in bytes for a setting in megabytes; without a valid setting, a limit that suits the
  /// machine.
  public static func memoryLimit(megabytes setting: String?) -> Int {
    guard let megabytes = setting.flatMap({ Int($0) }), megabytes > 0, megabytes < Int.max >> 20 else {
      return ProcessMemory.allowance
    }
    return megabytes << 20
  }

  /// Returns the time for `now`.
  func now() -> Double { unit?.time(clock) ?? clock() }

  /// Returns random bits for `uuid`.
  func randomBits() -> UInt64 { unit?.randomBits() ?? random() }

  /// Checks for cancellation and limits; returns the reason if the evaluation must end.
  func poll(afterMuchMemory: Bool = false) -> Fault? {
    if isCancelled?() == true { return .cancelled }
    polls &+= 1
    if let memoryLimit, afterMuchMemory || polls % 16 == 0, ProcessMemory.resident > memoryLimit {
      return .limit("The evaluation needs more than \(memoryLimit >> 20) MB of memory")
    }
    return nil
  }
}

/// Reads files for programs. Paths are as written in the program.
public protocol FileReader: Sendable {
  /// Opens a file for reading.
  func open(_ path: String) throws(Failure) -> any FileChunks
}

/// The content of an open file.
public protocol FileChunks: AnyObject {
  /// Returns the next bytes, or nil at the end of the file.
  func next() throws(Failure) -> [UInt8]?
}
