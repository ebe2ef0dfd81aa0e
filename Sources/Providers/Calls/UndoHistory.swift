import HTTP
public import JSON
public import Query
import Synchronization

/// The calls that undo a write.
public struct Inverse: Sendable {
  /// The calls, in order; all on the account of the write.
  public var calls: [Call]
  /// Data that is lost nevertheless.
  public var caveat: String?
}

/// The writes of a session and the calls that undo them. Safe to use from several threads.
///
/// Sends nothing: the previous state of an item is the one that was read just before the write, or that an earlier
/// response of the session shows.
public final class UndoHistory: Sendable {
  /// A write and its inverse.
  public struct Step: Sendable {
    /// The exchange of the write.
    public var exchange: Int
    /// The write, such as `coderpad.pads.update`.
    public var name: String
    /// The write as a journal records it.
    public var write: WrittenCall
    /// The object after the write, as far as it is known; null if it is not.
    public var after: Value
    /// The calls that undo the write; nil while it is in doubt.
    public var inverse: Inverse?
  }

  fileprivate struct Write {
    var exchange: Int
    var intent: CallIntent
    var before: Value?
    var payload: Value?
    var sentAt: Double
    /// Whether the write may or may not have been carried out.
    var isInDoubt = false
    var isUndone = false
    /// Whether the write was itself an undo.
    var isUndo = false

    var name: String { intent.prepared.name }
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
      throw Failure(
        .script, what,
        hint: "`undo` undoes writes of this prompt, `!edush undo RUN` those of a run that `!edush runs` lists")
    }
    guard !meant.isUndone else { throw Failure(.script, "@\(meant.exchange) is already undone") }
    return try meant.step()
  }

  /// The exchanges that can be undone, oldest first, except undos.
  public var undoable: [Int] {
    let writes = state.withLock { $0.writes }
    return writes.filter { write in
      guard !write.isUndone, !write.isUndo else { return false }
      return (try? write.step()) != nil
    }.map(\.exchange)
  }

  /// Records whether a write in doubt was carried out.
  ///
  /// - Parameter payload: its output, null if unknown; nil if it was not carried out.
  public func settle(_ exchange: Int, payload: Value?) {
    state.withLock { state in
      guard let index = state.writes.firstIndex(where: { $0.exchange == exchange }) else { return }
      guard let payload else {
        state.writes.remove(at: index)
        return
      }
      state.writes[index].isInDoubt = false
      state.writes[index].payload = payload.isNull ? nil : payload
    }
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
    for var call in step.inverse?.calls ?? [] {
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
  /// Records a successful call and its output; nil if the output is unknown.
  func insert(_ intent: CallIntent, _ payload: Value?, exchange: Int?, sentAt: Double) {
    let call = intent.prepared
    let before = intent.picture.value ?? state.withLock { $0.items[call] }
    insert(intent, payload, before: before, exchange, sentAt)
    guard let endpoint = call.endpoint, let payload,
      let found = KnownItems.Change(call, endpoint, payload, before: before)
    else { return }
    state.withLock { $0.items.apply(found) }
  }

  /// Records a write that may have been carried out.
  func insert(inDoubt intent: CallIntent, exchange: Int?, sentAt: Double) {
    let before = intent.picture.value ?? state.withLock { $0.items[intent.prepared] }
    insert(intent, nil, before: before, exchange, sentAt, isInDoubt: true)
  }

  private func insert(
    _ intent: CallIntent, _ payload: Value?, before: Value?, _ exchange: Int?, _ sentAt: Double,
    isInDoubt: Bool = false
  ) {
    guard let exchange, intent.risk != .read else { return }
    state.withLock { state in
      state.writes.append(
        Write(
          exchange: exchange, intent: intent, before: before, payload: payload, sentAt: sentAt, isInDoubt: isInDoubt,
          isUndo: state.undoing != nil && intent.unit === state.undoing))
    }
  }
}

extension UndoHistory.Write {
  fileprivate func step() throws(Failure) -> UndoHistory.Step {
    var step = UndoHistory.Step(
      exchange: exchange, name: name,
      write: WrittenCall(
        account: intent.account, method: intent.method, arguments: intent.arguments, before: before, payload: payload,
        sentAt: sentAt),
      after: payload?.object != nil ? payload ?? .null : before.flatMap(intent.changed) ?? .null)
    guard !isInDoubt else { return step }
    switch CallInverse(call: intent.prepared, before: before, payload: payload).way {
    case .calls(let calls, _) where calls.isEmpty: throw failure("it changed nothing")
    case .calls(let calls, let caveat): step.inverse = Inverse(calls: calls, caveat: caveat)
    case .none(let reason): throw failure(reason)
    }
    return step
  }

  private func failure(_ reason: String) -> Failure {
    Failure(.script, "@\(exchange), \(name), cannot be undone: \(reason)", hint: hint)
  }

  private var hint: String? {
    guard let endpoint = intent.prepared.endpoint else { return "check what it changed, and change it back by hand" }
    guard case .former? = endpoint.inverse?.arguments, before == nil, intent.reason == nil else { return nil }
    return "reading it before changing it makes undo possible"
  }
}

extension Object {
  /// The values by parameter name.
  init(_ values: [BoundValue]) {
    self.init()
    for bound in values { self[bound.parameter.name] = bound.value }
  }
}
