public import HTTP
import JSON
public import Query
import Synchronization

/// Simulates writes: tracks how they would change objects, and counts them. Safe to use from several threads.
public final class CallPlanner: Sendable {
  /// A request that was not sent.
  public struct Plan: Sendable {
    /// The request.
    public var request: Request
    /// The decision of policy.
    public var decision: Policy.Decision
    /// The planned write; nil for a request that is not a call, such as a login.
    public var write: PlannedWrite?
  }

  /// The state of an object after planned writes.
  fileprivate enum Kept {
    /// - Parameter picture: the object with only the fields that were read; nil if it was not read.
    case object(Value, picture: Value?)
    case deleted
  }

  private struct State {
    /// The number of planned calls, by name.
    var numbers: [String: Int] = [:]
    /// Objects by account and path.
    var objects: [String: Kept] = [:]
    var counts: [Risk: Int] = [:]
    var hasNotedLists = false
  }

  private let show: @Sendable (Plan) -> Void
  private let note: @Sendable (String) -> Void
  private let state = Mutex(State())

  /// Creates a planner.
  ///
  /// - Parameters:
  ///   - show: receives each write, in sending order.
  ///   - note: receives notes about limitations of the plan.
  public init(show: @escaping @Sendable (Plan) -> Void, note: @escaping @Sendable (String) -> Void = { _ in }) {
    self.show = show
    self.note = note
  }

  /// The number of writes that were not sent, by risk class.
  public var counts: [Risk: Int] { state.withLock { $0.counts } }

  /// Counts and shows a request that does not pass through the stages.
  func plan(_ request: Request, decision: Policy.Decision) {
    count(request)
    show(Plan(request: request, decision: decision))
  }

  /// Counts a write; returns its number among those with the same name.
  @discardableResult
  private func count(_ request: Request) -> Int {
    state.withLock { state in
      state.counts[request.context.risk, default: 0] += 1
      state.numbers[request.context.name, default: 0] += 1
      return state.numbers[request.context.name] ?? 1
    }
  }
}

// MARK: Writes

extension CallPlanner {
  /// Determines what a write would do, reading its object; nil if it depends on data only known to the API.
  public static func write(of intent: CallIntent) -> PlannedWrite? {
    let planned = Mutex<PlannedWrite?>(nil)
    _ = CallPlanner { plan in planned.withLock { $0 = plan.write } }.plan(intent, decision: .send)
    return planned.withLock { $0 }
  }

  /// Plans a write and predicts its output.
  func plan(_ intent: CallIntent, decision: Policy.Decision) -> CallOutcome {
    if let unknown = unknownOutput(in: intent.arguments) { return .withheld(Placeholder.failure(unknown)) }
    let former = former(intent)
    if case .deleted? = former { return .refused(Self.deleted(intent)) }
    let number = count(intent.request)
    let write = PlannedWrite(intent, number: number, former: former)
    show(Plan(request: intent.request, decision: decision, write: write))
    return .planned(output(intent, former, number))
  }

  private func output(_ intent: CallIntent, _ former: Kept?, _ number: Int) -> Value {
    let prepared = intent.prepared
    guard let endpoint = prepared.endpoint else { return .null }
    guard !endpoint.deletes else {
      keep(.deleted, at: prepared.objectPath, of: intent.account)
      return .null
    }
    if prepared.updates, case .object(let object, let picture)? = former {
      let changed = object.laying(prepared.sentFields, over: .all)
      let seen = picture?.laying(prepared.sentFields, over: .known)
      keep(.object(changed, picture: seen), at: prepared.objectPath, of: intent.account)
      return changed
    }
    guard let shape = endpoint.createdShape(prepared.manifest) else { return .null }
    let sample = PlannedObject(call: intent.request.context.name, number: number, given: prepared.sentFields)
    let object = sample.value(of: shape)
    // Some objects are read at the path where they are created.
    if prepared.reading != nil { keep(.object(object, picture: nil), at: prepared.objectPath, of: intent.account) }
    if let id = prepared.manifest.resource(endpoint.resource)?.id, let key = try? id(object), !key.isNull {
      keep(.object(object, picture: nil), at: prepared.itemPath + [key.plainText], of: intent.account)
    }
    return object
  }

  /// The output that a planned read would depend on and that no step of the plan provides; nil if there is none.
  private func unknownOutput(in arguments: Value) -> String? {
    let numbers = state.withLock { $0.numbers }
    let unknown = Placeholder.references(in: arguments).first { reference in
      guard case .output(let call, let number, _) = reference else { return false }
      return number > numbers[call] ?? 0
    }
    return unknown?.text
  }

  /// The object before the write; nil if it cannot be read.
  private func former(_ intent: CallIntent) -> Kept? {
    if let kept = kept(intent) { return kept }
    guard intent.prepared.change != .create, let read = intent.prepared.reading else { return nil }
    guard let object = intent.reader(read), object.object != nil else { return nil }
    let isPlanned = Placeholder.isAnywhere(in: Value(intent.prepared.itemPath.map { Value($0) }))
    return .object(object, picture: isPlanned ? nil : object)
  }
}

// MARK: Reads

extension CallPlanner {
  /// The outcome of a read after planned writes; nil if it must be sent.
  func planned(_ intent: CallIntent) -> CallOutcome? {
    switch kept(intent) {
    case .object(let object, _): return .planned(object)
    case .deleted: return .refused(Self.deleted(intent))
    case nil: break
    }
    guard Placeholder.isAnywhere(in: intent.arguments) else {
      noteList(intent)
      return nil
    }
    let path = intent.prepared.itemPath
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

  private func kept(_ intent: CallIntent) -> Kept? {
    let path = intent.risk == .read ? intent.prepared.itemPath : intent.prepared.objectPath
    return state.withLock { $0.objects[Self.key(path, intent.account)] }
  }

  private func keep(_ object: Kept, at path: [String], of account: Account) {
    state.withLock { $0.objects[Self.key(path, account)] = object }
  }

  private static func key(_ path: [String], _ account: Account) -> String {
    "\(account) \(path.map(Placeholder.unmarked).joined(separator: "/"))"
  }
}

extension PlannedWrite {
  fileprivate init(_ intent: CallIntent, number: Int, former: CallPlanner.Kept?) {
    let prepared = intent.prepared
    self.init(
      account: intent.account, method: intent.method, risk: intent.risk, step: intent.step, number: number,
      change: prepared.change, target: prepared.target, arguments: prepared.namedArguments)
    let (object, picture): (Value?, Value?) =
      if case .object(let object, let picture)? = former { (object, picture) } else { (nil, nil) }
    if prepared.endpoint != nil { before = picture ?? .null }
    if change == .update { fields = prepared.changedFields(of: picture ?? object) }
    if change == .update, object != nil, fields.isEmpty, !prepared.sentFields.isEmpty { change = .unchanged }
    guard change != .create else { return }
    label = prepared.label(of: object) ?? intent.request.context.objects?().last?.label ?? intent.shownLabel
  }
}

extension CallIntent {
  /// A readable name of the affected object, which is read for this purpose.
  fileprivate var shownLabel: String? {
    guard let read = prepared.showing, !Placeholder.isAnywhere(in: Value(prepared.itemPath.map { Value($0) })) else {
      return nil
    }
    return reader(read).flatMap { prepared.label(of: $0, resource: read.resource) }
  }
}

extension PreparedCall {
  /// The fields that would change; all sent fields if the object is unknown.
  fileprivate func changedFields(of object: Value?) -> [ChangedField] {
    sentFields.compactMap { name, value in
      var field = ChangedField(path: name.string, before: .null, after: value)
      guard let object, let before = field.value(in: object) else { return field }
      field.before = before
      return before == value ? nil : field
    }
  }

  fileprivate func label(of object: Value?) -> String? { label(of: object, resource: endpoint?.resource) }

  fileprivate func label(of object: Value?, resource: String?) -> String? {
    guard let object, let resource, let label = manifest.resource(resource)?.label else { return nil }
    return (try? label(object))?.string.flatMap { $0.isEmpty ? nil : $0 }
  }
}

extension Value {
  fileprivate enum Fields { case all, known }

  /// A copy with fields replaced by those of another object. Fields that are missing here are either all added or all
  /// ignored.
  fileprivate func laying(_ other: Object, over fields: Fields) -> Value {
    guard var object else { return self }
    for (key, value) in other where fields == .all || object[key] != nil { object[key] = value }
    return Value(object)
  }
}
