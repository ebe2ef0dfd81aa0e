import Query

/// The call that reads the object written by a method.
enum ObjectReading: Sendable {
  /// With the GET of the same path, if there is one and it is not a list.
  case usual
  case none
  case use(MethodUse)
}

extension Manifest {
  /// The call that reads the object of an endpoint; nil if there is none.
  func reading(of endpoint: Endpoint) -> MethodUse? {
    switch endpoint.reads {
    case .none: return nil
    case .use(let use): return use
    case .usual:
      let all = resources.lazy.flatMap(\.endpoints)
      return all.first { $0.verb == "GET" && $0.risk == .read && $0.path == endpoint.path && !$0.isList }
        .map { MethodUse(method: $0.qualifiedName) }
    }
  }
}
