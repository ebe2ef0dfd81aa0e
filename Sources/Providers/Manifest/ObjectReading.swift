/// The call that shows the object which a method writes.
enum ObjectReading: Sendable {
  /// The GET of the same path, where there is one that is not a list.
  case usual
  case none
  case use(MethodUse)
}

extension Manifest {
  /// The call that shows the object which an endpoint writes; nil where none does.
  func reading(of endpoint: Endpoint) -> MethodUse? {
    switch endpoint.reads {
    case .none: return nil
    case .use(let use): return use
    case .usual:
      let all = resources.lazy.flatMap(\.endpoints)
      return all.first { $0.verb == "GET" && $0.path == endpoint.path && !$0.isList }
        .map { MethodUse(method: $0.qualifiedName) }
    }
  }
}
