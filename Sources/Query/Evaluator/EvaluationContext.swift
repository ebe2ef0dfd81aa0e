public import Calendar
public import JSON

/// What an evaluation may reach of the outside world, and its limits. Used by one thread at a time; nested runs are fine.
public final class EvaluationContext: @unchecked Sendable {
  /// Carries out calls; without one every call fails.
  public var caller: (any Caller)?
  /// Reads files for `read_csv` and its like; without one they fail.
  public var files: (any FileReader)?
  /// The next input for `input` and `inputs`; nil at the end.
  public var inputs: (() throws(EvaluationError) -> Value?)?
  /// Takes what `debug` writes: the message itself, without `["DEBUG:",…]`.
  public var debug: ((Value) -> Void)?
  /// Takes what `stderr` writes.
  public var standardError: ((Value) -> Void)?
  /// For `env` and `$ENV`; asked for once, when a program first needs it.
  public var environmentSource: () -> [(name: String, value: String)] = { [] }
  private(set) lazy var environment = environmentSource()
  /// For `$__prog_args`.
  public var arguments: Value = .array([])
  /// Seconds since 1970.
  public var clock: () -> Double = { 0 }
  /// The time zones for `in_zone`; without them it fails.
  public var zones: ZoneDatabase?
  /// The zone of texts without one, and of wall times; nil where none is set.
  public var timezone: () -> Zone? = { nil }
  /// Fresh random bits for `uuid`.
  public var random: () -> UInt64 = { 0 }
  /// The unit of the run that is evaluated: it counts the writes of calls, and repeats times and random bits in another
  /// attempt.
  public var unit: WorkUnit?
  /// Collects the texts into which a null was put, so that no write sends one; nil to collect none.
  public var nullTexts: NullTexts?
  /// For `input_filename`.
  public var inputName: () -> String? = { nil }
  /// For `input_line_number`.
  public var inputLine: () -> Int = { 0 }
  /// For `get_search_list`, `get_prog_origin`, `get_jq_origin`.
  public var searchPaths: [String] = []
  public var programOrigin: String?
  public var executableOrigin: String?
  /// Asked now and then; true ends the evaluation.
  public var isCancelled: (() -> Bool)?
  /// Bytes the process may hold; nil without limit.
  public var memoryLimit: Int?

  /// Whether an array whose construction fails is kept as far as it came.
  public var keepsPartialArrays = false
  /// The outermost array that failed calls, or an interruption, left incomplete.
  public var partialArray: [Value]?

  /// Where a reader such as `read_csv` found the record that the current output comes from; nil outside of its outputs.
  public internal(set) var record: FilePlace?

  let arena = Arena()
  let regexes = RegexCache()
  private(set) var machine: UnsafeMutablePointer<Machine>
  private var polls = 0

  /// Outputs between two looks at cancellation.
  static let ticks: Int32 = 4096

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

  /// The memory limit that a setting of so many megabytes means; without one, what the machine can bear.
  public static func memoryLimit(megabytes setting: String?) -> Int {
    guard let megabytes = setting.flatMap({ Int($0) }), megabytes > 0, megabytes < Int.max >> 20 else {
      return ProcessMemory.allowance
    }
    return megabytes << 20
  }

  /// The time for `now`.
  func now() -> Double { unit?.time(clock) ?? clock() }

  /// Random bits for `uuid`.
  func randomBits() -> UInt64 { unit?.randomBits() ?? random() }

  /// Why the evaluation must end, if it must.
  func poll(afterMuchMemory: Bool = false) -> Fault? {
    if isCancelled?() == true { return .cancelled }
    polls &+= 1
    if let memoryLimit, afterMuchMemory || polls % 16 == 0, ProcessMemory.resident > memoryLimit {
      return .limit("The evaluation needs more than \(memoryLimit >> 20) MB of memory")
    }
    return nil
  }
}

/// Reads files for programs: paths are as the program wrote them.
public protocol FileReader: Sendable {
  /// The bytes of a file, piece by piece; nil at the end.
  func open(_ path: String) throws(Failure) -> any FileChunks
}

/// The content of one open file.
public protocol FileChunks: AnyObject {
  /// The next bytes, nil after the last ones.
  func next() throws(Failure) -> [UInt8]?
}
