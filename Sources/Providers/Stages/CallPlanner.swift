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
    /// The objects that planned writes would leave, by account and path; nil where one would be deleted.
    var objects: [String: Value?] = [:]
    var counts: [Risk: Int] = [:]
    var hasNotedLists = false
  }

  private let show: @Sendable (Plan) -> Void
  private let note: @Sendable (String) -> Void
  private let state = Mutex(State())

  /// - Parameters:
  ///   - show: hears of each write in the order they would be sent.
  ///   - note: hears of what a plan cannot show.
  public init(show: @escaping @Sendable (Plan) -> Void, note: @escaping @Sendable (String) -> Void = { _ in }) {
    self.show = show
    self.note = note
  }

  /// How many writes of each class were not sent.
  public var counts: [Risk: Int] { state.withLock { $0.counts } }

  /// Counts and shows a write; returns its number among those of its name.
  @discardableResult
  func count(_ request: Request, decision: Policy.Decision) -> Int {
    show(Plan(request: request, decision: decision))
    return state.withLock { state in
      state.counts[request.context.risk, default: 0] += 1
      state.numbers[request.context.name, default: 0] += 1
      return state.numbers[request.context.name] ?? 1
    }
  }

  /// Plans a write and returns what it would output.
  func plan(_ intent: CallIntent, decision: Policy.Decision) -> Value {
    let number = count(intent.request, decision: decision)
    guard let endpoint = intent.prepared.endpoint else { return .null }
    guard !endpoint.deletes else {
      keep(nil, at: intent.prepared.itemPath, of: intent.account)
      return .null
    }
    if let former = former(intent, endpoint) {
      let object = Value(former.merging(intent.sentFields))
      keep(object, at: intent.readPath ?? intent.prepared.itemPath, of: intent.account)
      return object
    }
    guard let shape = endpoint.createdShape(intent.prepared.manifest) else { return .null }
    let sample = PlannedObject(call: intent.request.context.name, number: number, given: intent.sentFields)
    let object = sample.value(of: shape)
    if let id = intent.prepared.manifest.resource(endpoint.resource)?.id, let key = try? id(object), !key.isNull {
      keep(object, at: intent.prepared.itemPath + [key.plainText], of: intent.account)
    }
    return object
  }

  /// What becomes of a read after the planned writes; nil where it is sent.
  func planned(_ intent: CallIntent) -> CallOutcome? {
    let path = intent.prepared.itemPath
    if let object = state.withLock({ $0.objects[Self.key(path, intent.account)] }) {
      return object.map { .planned($0) } ?? .refused(Self.deleted(intent))
    }
    guard Placeholder.isAnywhere(in: intent.arguments) else {
      noteList(intent)
      return nil
    }
    let isItem = path.contains(where: Placeholder.isIn) && intent.prepared.endpoint?.isList == false
    guard let endpoint = intent.prepared.endpoint, isItem else {
      return .withheld(Placeholder.failure(intent.request.context.name))
    }
    return .planned(PlannedObject(call: intent.request.context.name, number: 1, given: [:]).value(of: endpoint.answer))
  }

  private func noteList(_ intent: CallIntent) {
    guard intent.prepared.endpoint?.isList == true else { return }
    let isNew = state.withLock { state -> Bool in
      guard !state.counts.isEmpty, !state.hasNotedLists else { return false }
      state.hasNotedLists = true
      return true
    }
    if isNew { note("lists show today's state, without what would be changed") }
  }

  private static func deleted(_ intent: CallIntent) -> Failure {
    Failure(
      .api, "\(intent.target.joined(separator: " ")) would be deleted by then", provider: intent.account.provider,
      status: 404)
  }

  /// The object that an update changes, as it is before; nil for other calls.
  private func former(_ intent: CallIntent, _ endpoint: Endpoint) -> Object? {
    guard endpoint.verb != "DELETE", endpoint.fixed.isEmpty, !intent.target.isEmpty, let path = intent.readPath else {
      return nil
    }
    let planned = state.withLock { $0.objects[Self.key(path, intent.account)] }
    return ((planned ?? nil) ?? intent.object())?.object
  }

  private func keep(_ object: Value?, at path: [String], of account: Account) {
    _ = state.withLock { $0.objects.updateValue(object, forKey: Self.key(path, account)) }
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
        object[field.name] = (path.isEmpty ? given[field.name] : nil) ?? value(of: field.shape, at: inner)
      }
      // What is sent but not documented comes back, too.
      if path.isEmpty { for (name, value) in given where object[name] == nil { object[name] = value } }
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

  /// Where the object is read that the call is about; nil where no method but a list shows it.
  fileprivate var readPath: [String]? {
    guard let reading, let read = try? PreparedCall(reading, manifest: prepared.manifest),
      read.endpoint?.isList == false
    else { return nil }
    return read.itemPath
  }
}

extension Endpoint {
  /// Whether the object is gone after it.
  fileprivate var deletes: Bool {
    guard case .parameter? = path.last else { return false }
    return verb == "DELETE" || name == "delete"
  }

  /// The form of what it creates; nil where it creates nothing. A created object has an id, whatever is documented.
  fileprivate func createdShape(_ manifest: Manifest) -> Shape? {
    guard verb == "POST", risk == .write else { return nil }
    if case .object(let fields) = answer, !fields.isEmpty { return answer }
    let isNamedSo = name == "create" || name.hasPrefix("create") || name.hasPrefix("add")
    guard creates || isNamedSo && (pathParameters.isEmpty || manifest.open != nil) else { return nil }
    return .object([Shape.Field(name: "id", shape: .string)])
  }

  /// Whether its probe looks for a new object.
  private var creates: Bool {
    guard case .read(let probe)? = probe, case .created = probe.finding else { return false }
    return true
  }
}

extension PreparedCall {
  /// Where the object is that it is about, below the base URL.
  var itemPath: [String] { meant.path }
}
