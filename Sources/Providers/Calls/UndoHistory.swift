import HTTP
public import JSON
public import Query
import Synchronization

/// The calls that undo a write.
public struct Inverse: Sendable {
  /// In the order they are made; all on the account of the write.
  public var calls: [Call]
}

/// What the writes of a session did, and the calls that undo them. Safe to use from many threads.
///
/// Nothing is sent for it: what an item was before is what the responses of the session showed of it.
public final class UndoHistory: Sendable {
  /// A write and what undoes it.
  public struct Step: Sendable {
    /// The exchange of the write.
    public var exchange: Int
    public var inverse: Inverse
  }

  private enum Way {
    case inverse(Inverse)
    /// There is none, and why.
    case none(String, hint: String? = nil)
  }

  private struct Write {
    var exchange: Int
    var name: String
    var way: Way
    var isUndone = false
    /// Whether it undid something itself.
    var isUndo = false
  }

  private struct State {
    var items = KnownItems()
    var writes: [Write] = []
    /// The unit whose writes undo something.
    var undoing: WorkUnit?
  }

  private let state = Mutex(State())

  /// Makes an empty one.
  public init() {}

  /// What undoes an exchange; without one, the latest write that is still there.
  public func step(of exchange: Int?) throws(Failure) -> Step {
    let writes = state.withLock { $0.writes }
    let meant = writes.last { write in
      exchange.map { $0 == write.exchange } ?? (!write.isUndone && !write.isUndo)
    }
    guard let meant else {
      let what = exchange.map { "@\($0) wrote nothing that could be undone" } ?? "nothing to undo"
      throw Failure(.script, what, hint: "`undo` undoes writes of this prompt; `exchanges` lists them")
    }
    guard !meant.isUndone else { throw Failure(.script, "@\(meant.exchange) is already undone") }
    switch meant.way {
    case .inverse(let inverse): return Step(exchange: meant.exchange, inverse: inverse)
    case .none(let reason, let hint):
      throw Failure(.script, "@\(meant.exchange), \(meant.name), cannot be undone: \(reason)", hint: hint)
    }
  }

  /// Makes the calls that undo a step with a caller, and returns their outputs; the step counts as undone when all were
  /// answered.
  public func undo(_ step: Step, with caller: any Caller) throws(Failure) -> [Value] {
    let unit = WorkUnit(.statement(0), seed: 0)
    state.withLock { $0.undoing = unit }
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
  /// Hears of a call that was answered, and what it output.
  func insert(_ call: PreparedCall, _ payload: Value, exchange: Int?) {
    guard let endpoint = call.endpoint else { return insert(request: call, exchange) }
    let before = state.withLock { $0.items[call] }
    if call.risk != .read { insert(call, Self.way(back: call, endpoint, payload, before: before), exchange) }
    guard let found = KnownItems.Change(call, endpoint, payload, before: before) else { return }
    state.withLock { $0.items.apply(found) }
  }

  /// A free request has no inverse that a manifest names.
  private func insert(request call: PreparedCall, _ exchange: Int?) {
    guard call.risk != .read else { return }
    let hint = "see what it changed, and change it back by hand"
    insert(call, .none("no manifest describes this request", hint: hint), exchange)
  }

  private func insert(_ call: PreparedCall, _ way: Way, _ exchange: Int?) {
    guard let exchange else { return }
    state.withLock { state in
      let isUndo = state.undoing != nil && call.call.unit === state.undoing
      state.writes.append(Write(exchange: exchange, name: call.name, way: way, isUndo: isUndo))
    }
  }

  private static func way(back call: PreparedCall, _ endpoint: Endpoint, _ payload: Value, before: Value?) -> Way {
    guard let undo = endpoint.undo, call.reason == nil else {
      return .none(call.reason ?? "this call has no inverse", hint: endpoint.summary)
    }
    switch undo.arguments {
    case .former(let names): return restoring(names, of: call, with: undo.method, before: before)
    case .made(let filters):
      let input: Value = ["arguments": Value(Object(call.values)), "answer": payload]
      var arguments: [(name: String, value: Value)] = []
      for (name, filter) in filters {
        guard let value = try? filter(input), !value.isNull else {
          return .none("its response does not show `\(name)`")
        }
        arguments.append((name, value))
      }
      return .inverse(inverse(undo.method, arguments, call))
    }
  }

  private static func restoring(_ names: [String], of call: PreparedCall, with method: String, before: Value?) -> Way {
    var arguments: [(name: String, value: Value)] = []
    for bound in call.values {
      let name = bound.parameter.name
      guard bound.parameter.place != .path else {
        arguments.append((name, bound.value))
        continue
      }
      guard names.contains(name) else { return .none("the previous value of `\(name)` is not known") }
      guard let former = before?[name] else {
        return .none(
          "the previous value of `\(name)` is not known", hint: "what was read before it is changed can be undone")
      }
      guard !former.isNull else { return .none("`\(name)` was null, and cannot be set to that") }
      arguments.append((name, former))
    }
    return .inverse(inverse(method, arguments, call))
  }

  private static func inverse(
    _ method: String, _ arguments: [(name: String, value: Value)], _ call: PreparedCall
  ) -> Inverse {
    let names = method.split(separator: ".", maxSplits: 1).map(String.init)
    let arguments = arguments.map { Call.Argument(name: $0.name, value: $0.value, range: call.call.range) }
    return Inverse(calls: [
      Call(
        call.account, resource: names.count > 1 ? names[0] : nil, method: names.last ?? method, arguments: arguments,
        range: call.call.range)
    ])
  }
}

extension Object {
  /// The values by the names of their parameters.
  init(_ values: [BoundValue]) {
    self.init()
    for bound in values { self[bound.parameter.name] = bound.value }
  }
}
