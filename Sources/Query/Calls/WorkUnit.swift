public import JSON
import Synchronization

/// A unit of work while it runs. Counts its writes, remembers completed ones, and gives another attempt the same times
/// and random numbers as the first. Safe to use from several threads.
public final class WorkUnit: Sendable {
  /// A place in a unit that a retry can return to.
  public struct Mark: Sendable {
    fileprivate var writes = 0
    fileprivate var appends = 0
    fileprivate var times = 0
    fileprivate var random: SplitMix64
  }

  /// What an earlier attempt knows about a write.
  public enum Memory: Sendable {
    /// The write is not known to have been carried out.
    case none
    case answered(AnsweredStep)
    /// The write may have been carried out, for this reason.
    case inDoubt(AnsweredStep, Failure)
    /// The earlier attempt made a different write at this step.
    case diverged(AnsweredStep)
  }

  /// How the writes of another attempt are compared with the known ones.
  public enum Matching: Sendable {
    /// Same process: everything must be equal.
    case attempt
    /// Earlier process, same script: compares the step and the target.
    case place
    /// Earlier process, different script: compares the method, target and arguments, at any step.
    case content
  }

  /// A write that was sent.
  private struct Written {
    var step: AnsweredStep
    /// Why the outcome is unknown; nil if the write was carried out.
    var doubt: Failure?
    /// Whether the API can be queried for the outcome.
    var canBeProbed = false
    var matching = Matching.attempt
  }

  private struct State {
    var place: Mark
    var times: [Double] = []
    var written: [Int: Written] = [:]
    /// The pieces appended to files, by ordinal.
    var appended: [Int: FilePiece] = [:]
    /// Whether another attempt may follow; writes are remembered only then.
    var remembers = false
    var remembersTimes = false
    /// The known writes that this attempt has recalled.
    var recalled: Set<Int> = []
    /// Whether rows within it run in parallel, so that the order of its writes is not significant.
    var isConcurrent = false
    /// Whether an earlier process started it.
    var isRestored = false
    var placeInRun: UnitPlace?
    var given: Value?
    /// Provides the times, instead of the context's clock.
    var clock: (@Sendable () -> Double)?
  }

  /// The number of times remembered per attempt.
  private static let timeLimit = 10_000

  /// The key of the unit.
  public let key: UnitKey
  private let state: Mutex<State>

  /// Creates a unit.
  ///
  /// - Parameter seed: the seed of its random numbers.
  public init(_ key: UnitKey, seed: UInt64) {
    self.key = key
    state = Mutex(State(place: Mark(random: SplitMix64(seed))))
  }

  /// The place in the run, if the run is recorded or replayed.
  public var placeInRun: UnitPlace? { state.withLock { $0.placeInRun } }

  /// The result that the script gave for its row; nil if there is none.
  public var given: Value? {
    get { state.withLock { $0.given } }
    set { state.withLock { $0.given = newValue } }
  }

  /// Sets another seed and clock. Must be called before the unit runs.
  public func follow(seed: UInt64, clock: @escaping @Sendable () -> Double, at place: UnitPlace) {
    state.withLock { state in
      state.place.random = SplitMix64(seed)
      state.clock = clock
      state.placeInRun = place
    }
  }

  /// Returns the step of the next write.
  public func nextStep() -> Step {
    state.withLock { state in
      state.place.writes += 1
      return Step(unit: key, ordinal: state.place.writes)
    }
  }

  /// Returns the ordinal of the next append, and what an earlier attempt appended at that ordinal.
  public func nextAppend() -> (ordinal: Int, earlier: FilePiece?) {
    state.withLock { state in
      state.place.appends += 1
      return (state.place.appends, state.appended[state.place.appends])
    }
  }

  /// Remembers a piece before it is appended.
  public func remember(_ piece: FilePiece, at ordinal: Int) { state.withLock { $0.appended[ordinal] = piece } }

  /// Whether an earlier attempt sent the next write.
  public var knowsNextWrite: Bool { state.withLock { $0.written[$0.place.writes + 1] != nil } }

  /// Starts to remember writes, times and random numbers, so that another attempt can resume from here.
  public func prepareForAnotherTry() -> Mark {
    state.withLock { state in
      state.remembers = true
      if !state.remembersTimes {
        state.remembersTimes = true
        // Times that were not remembered cannot be repeated.
        state.place.times = 0
      }
      return state.place
    }
  }

  /// Rewinds for another attempt: steps, times and random numbers repeat from the mark on.
  public func rewind(to mark: Mark) {
    state.withLock { state in
      state.place = mark
      state.recalled = state.recalled.filter { $0 <= mark.writes }
    }
  }

  /// Remembers a write that was or may have been carried out.
  ///
  /// - Parameter canBeProbed: whether the API can be queried for the outcome of a write in doubt.
  public func remember(
    _ step: AnsweredStep, at place: Step, doubt: Failure? = nil, canBeProbed: Bool = false
  ) {
    state.withLock { state in
      guard state.remembers || doubt != nil else { return }
      var step = step
      step.ordinal = place.ordinal
      state.written[place.ordinal] = Written(step: step, doubt: doubt, canBeProbed: canBeProbed)
      state.recalled.insert(place.ordinal)
    }
  }

  /// Whether a write may have been carried out, so that another attempt could repeat it.
  public var isInDoubt: Bool { state.withLock { $0.written.contains { $0.value.doubt != nil } } }

  /// Whether the API can be queried for the outcome of every write in doubt.
  public var canSettle: Bool {
    state.withLock { $0.written.allSatisfy { $0.value.doubt == nil || $0.value.canBeProbed } }
  }

  /// Looks up what an earlier attempt knows about a write that is about to be sent.
  ///
  /// Two writes are the same if account, method and arguments are equal. They may be at different steps, because rows
  /// of parallel inner loops change places.
  public func recall(_ write: AnsweredStep, at step: Step) -> Memory {
    state.withLock { state in
      let left = state.written.filter { !state.recalled.contains($0.key) }
      let equal = left.filter { $0.value.step.isSame(as: write) }.keys
      guard let ordinal = equal.contains(step.ordinal) ? step.ordinal : equal.min(), let known = left[ordinal] else {
        let place = Self.atPlace(left, write, step.ordinal, isConcurrent: state.isConcurrent)
        guard let known = place.known else {
          return place.isDivergence ? left[step.ordinal].map { .diverged($0.step) } ?? .none : .none
        }
        state.recalled.insert(step.ordinal)
        return known.doubt.map { .inDoubt(known.step, $0) } ?? .answered(known.step)
      }
      state.recalled.insert(ordinal)
      return known.doubt.map { .inDoubt(known.step, $0) } ?? .answered(known.step)
    }
  }

  /// Finds a known write that matches despite different arguments, and whether it prevents the new one from being sent.
  private static func atPlace(
    _ left: [Int: Written], _ write: AnsweredStep, _ ordinal: Int, isConcurrent: Bool
  ) -> (known: Written?, isDivergence: Bool) {
    guard let known = left[ordinal] else { return (nil, false) }
    switch known.matching {
    case .attempt: return (nil, true)
    case .content: return (nil, false)
    case .place:
      guard !isConcurrent else { return (nil, false) }
      return known.step.isAlike(write) ? (known, false) : (nil, true)
    }
  }

  /// Returns the step for a write that is about to be sent: a free one if a known write already has that step.
  public func freeStep(_ step: Step) -> Step {
    state.withLock { state in
      guard state.written[step.ordinal] != nil else { return step }
      state.place.writes = max(state.place.writes, state.written.keys.max() ?? 0) + 1
      return Step(unit: key, ordinal: state.place.writes)
    }
  }

  /// Forgets a write that turned out not to have been carried out.
  public func forget(_ write: AnsweredStep, at place: Step) {
    state.withLock { state in
      let found = state.written.first { $0.value.step.isSame(as: write) }?.key ?? place.ordinal
      state.written[found] = nil
      state.recalled.remove(found)
    }
  }

  /// Restores a unit that an earlier process started: its times, and the writes that were or may have been carried out.
  public func restore(
    times: [Double], writes: [Int: (step: AnsweredStep, doubt: Failure?)], matching: Matching,
    appended: [Int: FilePiece] = [:]
  ) {
    state.withLock { state in
      state.appended = appended
      state.remembers = true
      state.remembersTimes = true
      state.isRestored = true
      state.times = times
      state.written = writes.mapValues { Written(step: $0.step, doubt: $0.doubt, matching: matching) }
    }
  }

  /// Whether an earlier process started it.
  public var isRestored: Bool { state.withLock { $0.isRestored } }

  /// Starts to remember times, from the beginning.
  public func remembersTimes() { state.withLock { $0.remembersTimes = true } }

  /// The remembered times, without the first `count`.
  public func times(after count: Int) -> [Double] {
    state.withLock { $0.times.count > count ? Array($0.times[count...]) : [] }
  }

  /// Sets another seed; must be called before the unit runs.
  public func reseed(_ seed: UInt64) {
    // Units with a place in the run already have a seed from the cassette.
    state.withLock { if $0.placeInRun == nil { $0.place.random = SplitMix64(seed) } }
  }

  /// Records that rows within it run in parallel.
  public func runsRowsSideBySide() { state.withLock { $0.isConcurrent = true } }

  /// Returns the time for `now`; another attempt gets the same time at the same point as the first.
  func time(_ clock: () -> Double) -> Double {
    state.withLock { state in
      defer { state.place.times += 1 }
      if state.place.times < state.times.count { return state.times[state.place.times] }
      let now = state.clock?() ?? clock()
      if state.remembersTimes, state.times.count == state.place.times, state.times.count < Self.timeLimit {
        state.times.append(now)
      }
      return now
    }
  }

  /// Returns random bits for `uuid`.
  func randomBits() -> UInt64 { state.withLock { $0.place.random.next() } }
}
