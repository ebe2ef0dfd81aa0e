public import HTTP
import JSON
public import Query
import Synchronization

/// Imagines what writes would do: keeps the objects as they would be, and counts what was not sent. Safe to use from many
/// threads.
public final class CallPlanner: Sendable {
  /// A write that was not sent.
  public struct Plan: Sendable {
    /// The request it would have been.
    public var request: Request
    /// What policy would have said.
    public var decision: Policy.Decision
  }

  private struct State {
    /// How often each call was planned.
    var numbers: [String: Int] = [:]
    /// The objects that planned writes would leave, by account and path.
    var objects: [String: Value] = [:]
    var counts: [Risk: Int] = [:]
  }

  private let show: @Sendable (Plan) -> Void
  private let state = Mutex(State())

  /// - Parameter show: hears of each write in the order they would be sent.
  public init(show: @escaping @Sendable (Plan) -> Void) {
    self.show = show
  }

  /// How many writes of each class were not sent.
  public var counts: [Risk: Int] { state.withLock { $0.counts } }

  /// Plans a write and returns what it would output.
  func plan(_ intent: CallIntent, decision: Policy.Decision) -> Value {
    show(Plan(request: intent.request, decision: decision))
    let number = state.withLock { state in
      state.counts[intent.risk, default: 0] += 1
      state.numbers[intent.method, default: 0] += 1
      return state.numbers[intent.method] ?? 1
    }
    guard let endpoint = intent.prepared.endpoint else { return .null }
    if let former = former(intent, endpoint) {
      let object = Value(former.merging(intent.sentFields))
      keep(object, at: intent.prepared.itemPath, of: intent.account)
      return object
    }
    guard endpoint.verb == "POST", case .object(let fields) = endpoint.answer, !fields.isEmpty else { return .null }
    let sample = PlannedObject(call: intent.request.context.name, number: number, given: intent.sentFields)
    let object = sample.value(of: endpoint.answer)
    if let id = intent.prepared.manifest.resource(endpoint.resource)?.id, let key = try? id(object), !key.isNull {
      keep(object, at: intent.prepared.itemPath + [key.plainText], of: intent.account)
    }
    return object
  }

  /// What a read would output after the planned writes; nil where it can be sent.
  func planned(_ intent: CallIntent) -> Value? {
    let path = intent.prepared.itemPath
    if let object = state.withLock({ $0.objects[Self.key(path, intent.account)] }) { return object }
    guard path.contains(where: Placeholder.isIn), let endpoint = intent.prepared.endpoint else { return nil }
    return PlannedObject(call: intent.request.context.name, number: 1, given: [:]).value(of: endpoint.answer)
  }

  /// The object that an update changes, as it is before; nil for other calls.
  private func former(_ intent: CallIntent, _ endpoint: Endpoint) -> Object? {
    guard endpoint.verb != "DELETE", intent.prepared.endpoint?.fixed.isEmpty == true, !intent.target.isEmpty,
      let reading = intent.prepared.manifest.reading(of: endpoint)
    else { return nil }
    let path = intent.prepared.itemPath
    let planned = state.withLock { $0.objects[Self.key(path, intent.account)] }
    return (planned ?? intent.read(reading))?.object
  }

  private func keep(_ object: Value, at path: [String], of account: Account) {
    state.withLock { $0.objects[Self.key(path, account)] = object }
  }

  private static func key(_ path: [String], _ account: Account) -> String {
    "\(account) \(path.joined(separator: "/"))"
  }
}

/// What a call would output, as far as its arguments and its documents tell.
private struct PlannedObject {
  let call: String
  let number: Int
  /// What the call was given.
  let given: Object

  func value(of shape: Shape) -> Value { value(of: shape, at: "") }

  private func value(of shape: Shape, at path: String) -> Value {
    switch shape {
    case .null: return .null
    case .array: return .array([])
    case .object(let fields):
      var object = Object()
      for field in fields {
        let inner = path.isEmpty ? field.name : "\(path).\(field.name)"
        object[field.name] =
          path.isEmpty ? given[field.name] ?? value(of: field.shape, at: inner) : value(of: field.shape, at: inner)
      }
      return Value(object)
    case .any, .boolean, .number, .string: return Placeholder.text(call: call, number: number, path: path)
    }
  }
}

extension Object {
  fileprivate func merging(_ other: Object) -> Object {
    var object = self
    for (key, value) in other { object[key] = value }
    return object
  }
}

extension CallIntent {
  /// The fields of the object that the call sends.
  fileprivate var sentFields: Object {
    Object(prepared.values.filter { $0.parameter.place == .body })
  }

  /// What a method reads of the object that the call is about; nil where it cannot be read.
  fileprivate func read(_ endpoint: Endpoint) -> Value? {
    let call = Call(
      account, resource: endpoint.resource, method: endpoint.name,
      arguments: prepared.values.filter { $0.parameter.place == .path }.map {
        Call.Argument(name: $0.parameter.name, value: $0.value, range: $0.range)
      }, source: prepared.call.source, range: prepared.call.range)
    return reader(call)
  }
}

extension PreparedCall {
  /// Where the object is that it is about, below the base URL.
  var itemPath: [String] { meant.path }
}

extension Manifest {
  /// The method that reads the object which an endpoint writes.
  func reading(of endpoint: Endpoint) -> Endpoint? {
    let all = resources.flatMap(\.endpoints)
    return all.first { $0.verb == "GET" && $0.path == endpoint.path && !$0.isList }
  }
}
