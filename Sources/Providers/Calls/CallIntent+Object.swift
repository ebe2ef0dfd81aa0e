public import JSON
import Query

extension CallIntent {
  /// Whether the manifest defines a probe that determines the outcome.
  var canBeProbed: Bool {
    if case .read = prepared.endpoint?.probe { true } else { false }
  }

  /// Whether the probe looks for a new object, which another write may have created.
  public var isProbedByCreation: Bool {
    guard case .read(let probe)? = prepared.endpoint?.probe, case .created = probe.finding else { return false }
    return true
  }

  /// Reads the current object of the call with the manifest's `reads` method; of a list, all pages.
  ///
  /// nil if no method reads it, or if the read fails.
  public func object() -> Value? { reading.flatMap { reader($0) } }

  /// Whether a method reads the object of the call.
  public var hasObject: Bool {
    prepared.endpoint.map { prepared.manifest.reading(of: $0) != nil } ?? false
  }

  /// The call that reads the object; nil if there is none.
  var reading: Call? {
    guard let endpoint = prepared.endpoint, let use = prepared.manifest.reading(of: endpoint) else { return nil }
    return try? use.call(for: prepared, ["arguments": arguments])
  }
}

extension CallIntent {
  /// The object after a write, derived from the object before; nil if it is deleted or the write sends none of it.
  public func changed(_ before: Value) -> Value? {
    guard let object = before.object, let endpoint = prepared.endpoint, !endpoint.deletes else { return nil }
    var changed = object
    for bound in prepared.values where bound.parameter.place == .body { changed[bound.parameter.name] = bound.value }
    return Value(changed)
  }

  /// Completes a payload that was stored without its secrets, by reading the object again if a method allows that.
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
  /// The method that reads an object of the resource by its id alone.
  fileprivate var reading: Endpoint? {
    endpoints.first {
      $0.verb == "GET" && !$0.isList && $0.pathParameters.count == 1
        && $0.path.last?.isParameter($0.pathParameters[0]) == true
    }
  }
}
