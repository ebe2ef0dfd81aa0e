import HTTP
import JSON
public import Query
import Synchronization

/// What the writes of a session did, and the calls that take them back. Safe to use from many threads.
///
/// Nothing is sent for it: what an item was before is what the answers of the session showed of it.
public final class UndoHistory: Sendable {
  /// A write and what takes it back.
  public struct Step: Sendable {
    /// The exchange of the write.
    public var exchange: Int
    /// The call that takes it back, as eduscript.
    public var call: String
  }

  private enum Way {
    case call(String)
    /// There is none, and why.
    case none(String, hint: String? = nil)
  }

  private struct Write {
    var exchange: Int
    var name: String
    var way: Way
    var isUndone = false
    /// Whether it took something back itself.
    var takesBack = false
  }

  private struct State {
    var items = KnownItems()
    var writes: [Write] = []
    /// Whether what is written now takes something back.
    var takesBack = false
  }

  private let state = Mutex(State())

  /// Makes an empty one.
  public init() {}

  /// The call that takes back an exchange; without one, the latest write that is still there.
  public func step(of exchange: Int?) throws(Failure) -> Step {
    let writes = state.withLock { $0.writes }
    let meant = writes.last { write in
      exchange.map { $0 == write.exchange } ?? (!write.isUndone && !write.takesBack)
    }
    guard let meant else {
      let what = exchange.map { "@\($0) wrote nothing that could be taken back" } ?? "there is nothing to take back"
      throw Failure(.script, what, hint: "`undo` takes back what a call of this prompt wrote; `exchanges` lists them")
    }
    guard !meant.isUndone else { throw Failure(.script, "@\(meant.exchange) is taken back already") }
    switch meant.way {
    case .call(let call): return Step(exchange: meant.exchange, call: call)
    case .none(let reason, let hint):
      throw Failure(.script, "@\(meant.exchange), \(meant.name), cannot be taken back: \(reason)", hint: hint)
    }
  }

  /// Does what takes an exchange back; where it was sent and not refused, the exchange counts as taken back.
  public func take(_ step: Step, back body: () -> Void) {
    let before = state.withLock { state in
      state.takesBack = true
      return state.writes.count
    }
    body()
    state.withLock { state in
      state.takesBack = false
      guard state.writes.count > before, let index = state.writes.firstIndex(where: { $0.exchange == step.exchange })
      else { return }
      state.writes[index].isUndone = true
    }
  }
}

extension UndoHistory {
  /// Hears of a call that was answered, and what it output.
  func insert(_ call: PreparedCall, _ payload: Value, exchange: Int?) {
    guard let endpoint = call.endpoint else { return insert(request: call, exchange) }
    let before = state.withLock { $0.items[call] }
    if call.risk != .read, let exchange {
      let way = Self.way(back: call, endpoint, payload, before: before)
      state.withLock { state in
        state.writes.append(
          Write(exchange: exchange, name: call.name, way: way, takesBack: state.takesBack))
      }
    }
    guard let found = KnownItems.Change(call, endpoint, payload, before: before) else { return }
    state.withLock { $0.items.apply(found) }
  }

  /// What a request by its path did, nobody knows.
  private func insert(request call: PreparedCall, _ exchange: Int?) {
    guard call.risk != .read, let exchange else { return }
    let way = Way.none("nobody described what it did", hint: "see what it changed, and change it back by hand")
    state.withLock { state in
      state.writes.append(Write(exchange: exchange, name: call.name, way: way, takesBack: state.takesBack))
    }
  }

  private static func way(back call: PreparedCall, _ endpoint: Endpoint, _ payload: Value, before: Value?) -> Way {
    guard let undo = endpoint.undo, call.reason == nil else {
      return .none(call.reason ?? "no call does the opposite", hint: endpoint.summary)
    }
    switch undo.arguments {
    case .former(let names): return restoring(names, of: call, with: undo.method, before: before)
    case .made(let filters):
      let input: Value = ["arguments": Value(Object(call.values)), "answer": payload]
      var arguments: [(name: String, value: Value)] = []
      for (name, filter) in filters {
        guard let value = try? filter(input), !value.isNull else {
          return .none("its answer does not tell `\(name)`")
        }
        arguments.append((name, value))
      }
      return .call(text(of: undo.method, arguments, call))
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
      guard names.contains(name) else { return .none("no answer tells what `\(name)` was before") }
      guard let former = before?[name] else {
        return .none(
          "no answer before it showed what `\(name)` was", hint: "what was read before it is changed can be taken back")
      }
      guard !former.isNull else { return .none("`\(name)` was null, and cannot be set to that") }
      arguments.append((name, former))
    }
    return .call(text(of: method, arguments, call))
  }

  private static func text(
    of method: String, _ arguments: [(name: String, value: Value)], _ call: PreparedCall
  ) -> String {
    let list = arguments.map { "\($0.name.isIdentifier ? $0.name : Value($0.name).json()): \($0.value.json())" }
    return "\(call.account).\(method)(\(list.joined(separator: ", ")))"
  }
}

extension Object {
  /// The values by the names of their parameters.
  init(_ values: [BoundValue]) {
    self.init()
    for bound in values { self[bound.parameter.name] = bound.value }
  }
}
