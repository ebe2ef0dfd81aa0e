import HTTP
import JSON
import Query

extension Endpoint {
  /// Whether its probe searches for a new object.
  private var creates: Bool {
    guard case .read(let probe)? = probe, case .created = probe.finding else { return false }
    return true
  }

  /// Whether it deletes the object.
  var deletes: Bool {
    guard case .parameter? = path.last else { return false }
    return verb == "DELETE" || name == "delete"
  }

  /// The shape of the object that it creates; nil if it creates none. Such objects have an id even if undocumented.
  func createdShape(_ manifest: Manifest) -> Shape? {
    guard verb == "POST", risk == .write else { return nil }
    if case .object(let fields) = answer, !fields.isEmpty { return answer }
    let adds = name.hasPrefix("add") && (pathParameters.isEmpty || manifest.open != nil)
    guard creates || adds || name.hasPrefix("create") else { return nil }
    return .object([Shape.Field(name: "id", shape: .string)])
  }
}

extension PreparedCall {
  /// The kind of change to an object.
  var change: PlannedWrite.Change {
    let isDelete = meant.verb == "DELETE" || endpoint?.deletes == true || endpoint?.name == "delete"
    if isDelete { return .delete }
    guard risk != .outward else { return .send }
    guard let endpoint else { return ["PUT", "PATCH"].contains(meant.verb) ? .update : .send }
    if updates { return .update }
    if creates { return .create }
    return ["PUT", "PATCH"].contains(meant.verb) && endpoint.fixed.isEmpty ? .update : .send
  }

  /// Whether it changes fields of a readable object.
  var updates: Bool {
    guard let endpoint, !endpoint.deletes, endpoint.verb != "DELETE", endpoint.fixed.isEmpty else { return false }
    return reading != nil && !(creates && endpoint.name.hasPrefix("create"))
  }

  private var creates: Bool { endpoint?.createdShape(manifest) != nil }

  /// The path of the call, relative to the base URL.
  var itemPath: [String] { meant.path }

  /// The fields of the object that the call sends.
  var sentFields: Object { Object(sentMembers) }

  /// The parameters that are members of the body.
  var sentMembers: [BoundValue] {
    values.filter { $0.parameter.place == .body && $0.parameter.name != endpoint?.whole }
  }

  /// The arguments by parameter name.
  var namedArguments: Object {
    guard endpoint == nil else { return Object(values) }
    return Object((try? ArgumentBinder.bind(call, to: FreeRequest.endpoint)) ?? [])
  }

  /// The path at which the object is read, otherwise the path of the call.
  var objectPath: [String] {
    guard let reading, let read = try? PreparedCall(reading, manifest: manifest) else { return itemPath }
    return read.itemPath
  }

  /// The call that reads the object; nil if only a list contains it.
  var reading: Call? {
    guard let endpoint, !pathValues.isEmpty, let use = manifest.reading(of: endpoint) else { return nil }
    return reading(by: use)
  }

  fileprivate func reading(by use: MethodUse) -> Call? {
    guard let method = manifest.endpoint(named: use.method), !method.isList else { return nil }
    var read = try? use.call(for: self, ["arguments": Value(Object(values))])
    read?.source = call.source
    read?.range = call.range
    return read
  }
}

extension PreparedCall {
  /// The call that reads the object of an action, identified by the last id in the path: `members.get(7)` for
  /// `members.invite(7)`.
  var showing: Call? {
    guard let endpoint, let name = endpoint.pathParameters.last, endpoint.path.last?.isParameter(name) == false,
      let end = endpoint.path.lastIndex(where: { $0.isParameter(name) })
    else { return nil }
    var owner = endpoint
    owner.path = Array(endpoint.path[...end])
    owner.reads = .usual
    return manifest.reading(of: owner).flatMap(reading)
  }
}
