public import JSON
import Query

extension CallIntent {
  /// Whether its manifest says how to find out what became of it.
  var canBeProbed: Bool {
    if case .read = prepared.endpoint?.probe { true } else { false }
  }

  /// Whether its probe looks for a new object, which another write may have made.
  public var isProbedByCreation: Bool {
    guard case .read(let probe)? = prepared.endpoint?.probe, case .created = probe.finding else { return false }
    return true
  }

  /// The object that the call is about as it is now: one read by `reads` of its manifest, of a list all its pages.
  ///
  /// nil where no method shows it, and where the read fails.
  public func object() -> Value? { reading.flatMap { reader($0) } }

  /// Whether it is about an object that a call shows.
  public var hasObject: Bool {
    prepared.endpoint.map { prepared.manifest.reading(of: $0) != nil } ?? false
  }

  /// The call that shows its object; nil where none does.
  var reading: Call? {
    guard let endpoint = prepared.endpoint, let use = prepared.manifest.reading(of: endpoint) else { return nil }
    return try? use.call(for: prepared, ["arguments": arguments])
  }
}

extension CallIntent {
  /// The object as a write leaves it, by what it was before: nil where it is deleted or nothing of it is sent.
  public func changed(_ before: Value) -> Value? {
    guard let object = before.object, let endpoint = prepared.endpoint, !endpoint.deletes else { return nil }
    var changed = object
    for bound in prepared.values where bound.parameter.place == .body { changed[bound.parameter.name] = bound.value }
    return Value(changed)
  }

  /// A payload that was kept without its secret parts, read again where a method shows the object; else as it is.
  func whole(_ payload: Value) -> Value {
    guard let endpoint = prepared.endpoint, let resource = prepared.manifest.resource(endpoint.resource),
      let id = try? resource.id?(payload), !id.isNull, let reading = resource.reading
    else { return payload }
    let call = Call(
      account, resource: reading.resource, method: reading.name,
      arguments: [Call.Argument(name: reading.pathParameters[0], value: id, range: prepared.call.range)],
      source: prepared.call.source, range: prepared.call.range)
    return reader(call) ?? payload
  }
}

extension Resource {
  /// The method that shows one of its things by its id alone.
  fileprivate var reading: Endpoint? {
    endpoints.first {
      $0.verb == "GET" && !$0.isList && $0.pathParameters.count == 1
        && $0.path.last?.isParameter($0.pathParameters[0]) == true
    }
  }
}
