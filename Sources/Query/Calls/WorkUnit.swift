public import JSON
import Synchronization

/// A unit while it runs: counts its writes, remembers those that were carried out, and gives another attempt the same
/// times and random numbers as the first. Safe to use from many threads.
public final class WorkUnit: Sendable {
  /// A place in a unit to go back to.
  public struct Mark: Sendable {
    fileprivate var writes = 0
    fileprivate var appends = 0
    fileprivate var times = 0
    fileprivate var random: SplitMix64
  }

  /// What an earlier attempt knows about a write.
  public enum Memory: Sendable {
    /// It is not known to be carried out.
    case none
    case answered(AnsweredStep)
    /// It may have been carried out, for this reason.
    case inDoubt(AnsweredStep, Failure)
    /// At this step something else was written.
    case diverged(AnsweredStep)
  }

  /// How the writes of another attempt are compared with those that are known.
  public enum Matching: Sendable {
    /// Of the same process: all must be equal.
    case attempt
    /// Of an earlier process with the same script: the place, and what is hit.
    case place
    /// Of an earlier process with another script: what is hit and how, wherever it stands.
    case content
  }

  /// A write that left.
  private struct Written {
    var step: AnsweredStep
    /// Why nobody knows whether it was carried out; nil where it was.
    var doubt: Failure?
    /// Whether the API can be asked what became of it.
    var canBeProbed = false
    var matching = Matching.attempt
  }

  private struct State {
    var place: Mark
    var times: [Double] = []
    var written: [Int: Written] = [:]
    /// What it appended to files.
    var appended: [Int: FilePiece] = [:]
    /// Whether another attempt may follow: only then writes are remembered.
    var remembers = false
    var remembersTimes = false
    /// The answered steps that this attempt recalled.
    var recalled: Set<Int> = []
    /// Whether rows inside of it run side by side, so that the places of its writes say nothing.
    var isConcurrent = false
    /// Whether it was begun by an earlier process.
    var isRestored = false
    var placeInRun: UnitPlace?
    var given: Value?
    /// Gives the times instead of the context's clock.
    var clock: (@Sendable () -> Double)?
  }

  /// Later times of one attempt are not remembered.
  private static let timeLimit = 10_000

  public let key: UnitKey
  private let state: Mutex<State>

  /// - Parameter seed: what its random numbers follow from.
  public init(_ key: UnitKey, seed: UInt64) {
    self.key = key
    state = Mutex(State(place: Mark(random: SplitMix64(seed))))
  }

  /// Where it is in its run, where that is recorded or replayed.
  public var placeInRun: UnitPlace? { state.withLock { $0.placeInRun } }

  /// What the script gave its row as the result; nil where it did not.
  public var given: Value? {
    get { state.withLock { $0.given } }
    set { state.withLock { $0.given = newValue } }
  }

  /// Takes random numbers from another seed and times from another clock; called before the unit runs.
  public func follow(seed: UInt64, clock: @escaping @Sendable () -> Double, at place: UnitPlace) {
    state.withLock { state in
      state.place.random = SplitMix64(seed)
      state.clock = clock
      state.placeInRun = place
    }
  }

  /// The step of the next write.
  public func nextStep() -> Step {
    state.withLock { state in
      state.place.writes += 1
      return Step(unit: key, ordinal: state.place.writes)
    }
  }

  /// The number of the next piece that it appends to a file, and what an earlier attempt appended as that one.
  public func nextAppend() -> (ordinal: Int, earlier: FilePiece?) {
    state.withLock { state in
      state.place.appends += 1
      return (state.place.appends, state.appended[state.place.appends])
    }
  }

  /// Remembers a piece that is about to be appended.
  public func remember(_ piece: FilePiece, at ordinal: Int) { state.withLock { $0.appended[ordinal] = piece } }

  /// Whether an earlier attempt sent the next write.
  public var knowsNextWrite: Bool { state.withLock { $0.written[$0.place.writes + 1] != nil } }

  /// Remembers writes, times and random numbers from here on, for another attempt from this place.
  public func prepareForAnotherTry() -> Mark {
    state.withLock { state in
      state.remembers = true
      if !state.remembersTimes {
        state.remembersTimes = true
        // What was not remembered does not come again.
        state.place.times = 0
      }
      return state.place
    }
  }

  /// Goes back for another attempt: steps, times and random numbers come again as they came after that place.
  public func rewind(to mark: Mark) {
    state.withLock { state in
      state.place = mark
      state.recalled = state.recalled.filter { $0 <= mark.writes }
    }
  }

  /// Remembers a write that was carried out, or that may have been.
  ///
  /// - Parameter canBeProbed: whether the API can be asked what became of one in doubt.
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

  /// Whether a write may have been carried out: then another attempt could do it twice.
  public var isInDoubt: Bool { state.withLock { $0.written.contains { $0.value.doubt != nil } } }

  /// Whether the API can be asked about every write that may have been carried out.
  public var canSettle: Bool {
    state.withLock { $0.written.allSatisfy { $0.value.doubt == nil || $0.value.canBeProbed } }
  }

  /// What an earlier attempt knows about a write that is about to be sent.
  ///
  /// It is the same write when account, method and arguments are equal, at the same step or, since rows of inner loops
  /// that run in parallel change places, at another one.
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

  /// A known write that is the same though its arguments differ, and whether it keeps another one from being sent.
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

  /// The step for a write that is about to be sent: another one where the place belongs to a write that is known.
  public func freeStep(_ step: Step) -> Step {
    state.withLock { state in
      guard state.written[step.ordinal] != nil else { return step }
      state.place.writes = max(state.place.writes, state.written.keys.max() ?? 0) + 1
      return Step(unit: key, ordinal: state.place.writes)
    }
  }

  /// Forgets a write: it was found not to be carried out.
  public func forget(_ write: AnsweredStep, at place: Step) {
    state.withLock { state in
      let found = state.written.first { $0.value.step.isSame(as: write) }?.key ?? place.ordinal
      state.written[found] = nil
      state.recalled.remove(found)
    }
  }

  /// Takes up a unit that an earlier process began: its times, and its writes that were carried out or may have been.
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

  /// Whether an earlier process began it.
  public var isRestored: Bool { state.withLock { $0.isRestored } }

  /// Remembers times from its beginning on.
  public func remembersTimes() { state.withLock { $0.remembersTimes = true } }

  /// The times it was given, without the first ones.
  public func times(after count: Int) -> [Double] {
    state.withLock { $0.times.count > count ? Array($0.times[count...]) : [] }
  }

  /// Lets its random numbers follow from another seed; before it runs.
  public func reseed(_ seed: UInt64) {
    // A cassette has given it one.
    state.withLock { if $0.placeInRun == nil { $0.place.random = SplitMix64(seed) } }
  }

  /// Notes that rows inside of it run side by side.
  public func runsRowsSideBySide() { state.withLock { $0.isConcurrent = true } }

  /// The time for `now`: in another attempt what the first one was given at that point.
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

  /// Random bits for `uuid`.
  func randomBits() -> UInt64 { state.withLock { $0.place.random.next() } }
}
