import HTTP
public import JSON
public import Query
import Synchronization

/// The calls that undo a write.
public struct Inverse: Sendable {
  /// The calls, in order; all on the account of the write.
  public var calls: [Call]
  /// What is lost nevertheless.
  public var caveat: String?
}

/// The writes of a session and the calls that undo them. Safe to use from several threads.
///
/// Sends nothing: the previous state of an item is taken from the responses of the session.
public final class UndoHistory: Sendable {
  /// A write and its inverse.
  public struct Step: Sendable {
    /// The exchange of the write.
    public var exchange: Int
    /// The calls that undo the write.
    public var inverse: Inverse
  }

  private enum Way {
    case inverse(Inverse)
    /// There is no inverse, and why.
    case none(String, hint: String? = nil)
  }

  private struct Write {
    var exchange: Int
    var name: String
    var way: Way
    var isUndone = false
    /// Whether the write was itself an undo.
    var isUndo = false
  }

  private struct State {
    var items = KnownItems()
    var writes: [Write] = []
    /// The unit of the current undo.
    var undoing: WorkUnit?
    /// The number of undos.
    var count = 0
  }

  /// Statements at the prompt are numbered upwards from 0, undos downwards from here.
  private static let firstUnit = -1_000_000

  private let state = Mutex(State())

  /// Creates an empty history.
  public init() {}

  /// Finds the inverse of an exchange; by default of the latest write that has not been undone.
  public func step(of exchange: Int?) throws(Failure) -> Step {
    let writes = state.withLock { $0.writes }
    let meant = writes.last { write in
      exchange.map { $0 == write.exchange } ?? (!write.isUndone && !write.isUndo)
    }
    guard let meant else {
      let what = exchange.map { "@\($0) wrote nothing that can be undone" } ?? "nothing to undo"
      throw Failure(.script, what, hint: "`undo` undoes writes of this prompt; `exchanges` lists them")
    }
    guard !meant.isUndone else { throw Failure(.script, "@\(meant.exchange) is already undone") }
    switch meant.way {
    case .inverse(let inverse): return Step(exchange: meant.exchange, inverse: inverse)
    case .none(let reason, let hint):
      throw Failure(.script, "@\(meant.exchange), \(meant.name), cannot be undone: \(reason)", hint: hint)
    }
  }

  /// The exchanges that can be undone.
  public var undoable: Set<Int> {
    let writes = state.withLock { $0.writes }
    return Set(
      writes.compactMap { write in
        guard case .inverse = write.way, !write.isUndone else { return nil }
        return write.exchange
      })
  }

  /// Undoes a step and returns the outputs. The step counts as undone if all calls succeed.
  public func undo(_ step: Step, with caller: any Caller) throws(Failure) -> [Value] {
    let unit = state.withLock { state in
      state.count += 1
      let unit = WorkUnit(.statement(Self.firstUnit - state.count), seed: 0)
      state.undoing = unit
      return unit
    }
    defer { state.withLock { $0.undoing = nil } }
    var outputs: [Value] = []
    for var call in step.inverse.calls {
      call.unit = unit
      outputs.append(try caller.call(call))
    }
    state.withLock { state in
      guard let index = state.writes.firstIndex(where: { $0.exchange == step.exchange }) else { return }
      state.writes[index].isUndone = true
    }
    return outputs
  }
}

extension UndoHistory {
  /// Records a successful call and its output.
  func insert(_ call: PreparedCall, _ payload: Value, exchange: Int?) {
    guard let endpoint = call.endpoint else { return insert(request: call, exchange) }
    let before = state.withLock { $0.items[call] }
    if call.risk != .read { insert(call, Self.way(back: call, payload, before: before), exchange) }
    guard let found = KnownItems.Change(call, endpoint, payload, before: before) else { return }
    state.withLock { $0.items.apply(found) }
  }

  /// Records a free request, which has no inverse.
  private func insert(request call: PreparedCall, _ exchange: Int?) {
    guard call.risk != .read else { return }
    let hint = "check what it changed, and change it back by hand"
    insert(call, .none("no manifest describes this request", hint: hint), exchange)
  }

  private func insert(_ call: PreparedCall, _ way: Way, _ exchange: Int?) {
    guard let exchange else { return }
    state.withLock { state in
      let isUndo = state.undoing != nil && call.call.unit === state.undoing
      state.writes.append(Write(exchange: exchange, name: call.name, way: way, isUndo: isUndo))
    }
  }

  private static func way(back call: PreparedCall, _ payload: Value, before: Value?) -> Way {
    switch CallInverse(call: call, before: before, payload: payload).way {
    case .calls(let calls, _) where calls.isEmpty: return .none("it changed nothing")
    case .calls(let calls, let caveat): return .inverse(Inverse(calls: calls, caveat: caveat))
    case .none(let reason):
      let isRestored = if case .former? = call.endpoint?.inverse?.arguments { true } else { false }
      let needsReading = isRestored && before == nil && call.reason == nil
      return .none(reason, hint: needsReading ? "reading it before changing it makes undo possible" : nil)
    }
  }
}

extension Object {
  /// The values by parameter name.
  init(_ values: [BoundValue]) {
    self.init()
    for bound in values { self[bound.parameter.name] = bound.value }
  }
}
