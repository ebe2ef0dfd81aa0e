/// The possible scopes of a fault rule: everything, a provider, a resource or a method.
enum FaultScope {
  /// The methods by provider, such as `pads.list`.
  private static let methods: [(provider: String, names: [String])] = [
    (CodementorAPI.name, CodementorAPI.methodNames), (CoderPadAPI.name, CoderPadAPI.methodNames),
    (TutrexAPI.name, TutrexAPI.methodNames), (CoursepathAPI.name, CoursepathAPI.methodNames),
    (CoursioAPI.name, CoursioAPI.methodNames),
  ]

  /// Throws if a rule with this scope could never apply.
  static func check(_ scope: String) throws(FaultRuleError) {
    guard scope != "*", !all.contains(scope) else { return }
    let provider = String(scope.prefix { $0 != "." })
    guard let names = methods.first(where: { $0.provider == provider })?.names else {
      throw error("no provider is called \(provider)", scope, "* " + list(methods.map(\.provider)))
    }
    let resource = String(scope.dropFirst(provider.count + 1).prefix { $0 != "." })
    let own = names.filter { $0.hasPrefix(resource + ".") }
    guard !own.isEmpty else {
      throw error("\(provider) has no resource \(resource)", scope, list(names.map(Self.resource)))
    }
    let method = scope.dropFirst(provider.count + resource.count + 2)
    throw error("\(provider).\(resource) has no method \(method)", scope, list(own.map { Self.method($0) }))
  }

  /// All possible scopes except `*`.
  private static let all: [String] = methods.flatMap { provider, names in
    [provider] + names.map { "\(provider).\(resource($0))" } + names.map { "\(provider).\($0)" }
  }

  private static func resource(_ name: String) -> String { String(name.prefix { $0 != "." }) }
  private static func method(_ name: String) -> String { String(name.drop { $0 != "." }.dropFirst()) }

  /// The names in order, without duplicates.
  private static func list(_ names: [String]) -> String {
    var seen: Set<String> = []
    return names.filter { seen.insert($0).inserted }.joined(separator: " ")
  }

  private static func error(_ what: String, _ scope: String, _ known: String) -> FaultRuleError {
    FaultRuleError(description: "\(what); known: \(known)", scope: scope, scopes: all)
  }
}
