import Synchronization

/// Methods that succeeded although no manifest lists them; from then on completion offers them. Thread-safe.
final class LearnedMethods: Sendable {
  private struct Method: Hashable {
    var provider: String
    var resource: String
    var name: String
  }

  private static let limit = 4096
  private let state = Mutex<[Method]>([])

  func insert(_ provider: String, _ resource: String, _ name: String) {
    let method = Method(provider: provider, resource: resource, name: name)
    state.withLock { methods in
      guard methods.count < Self.limit, !methods.contains(method) else { return }
      methods.append(method)
    }
  }

  /// The resources, in order of first use.
  func resources(of provider: String) -> [String] {
    var names: [String] = []
    for method in state.withLock({ $0 }) where method.provider == provider && !names.contains(method.resource) {
      names.append(method.resource)
    }
    return names
  }

  func methods(of provider: String, _ resource: String) -> [String] {
    state.withLock { $0.filter { $0.provider == provider && $0.resource == resource }.map(\.name) }
  }
}
