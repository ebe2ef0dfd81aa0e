/// The declarations in scope at a place. A later declaration shadows an earlier one with the same key.
struct VisibleDeclarations {
  enum Key: Hashable {
    case variable(String)
    case filter(String, Int)
    case label(String)
  }

  private var declarations: [Key: Declaration] = [:]
  /// The keys in order of declaration; shadowed ones occur repeatedly.
  private var order: [Key] = []

  subscript(key: Key) -> Declaration? { declarations[key] }

  mutating func add(_ declaration: Declaration) {
    declarations[declaration.key] = declaration
    order.append(declaration.key)
  }

  /// The declarations without shadowed ones, innermost last.
  var all: [Declaration] {
    var seen: Set<Key> = []
    return order.reversed().filter { seen.insert($0).inserted }.reversed().compactMap { declarations[$0] }
  }
}

extension Declaration {
  fileprivate var key: VisibleDeclarations.Key {
    switch kind {
    case .function, .argument: .filter(name, parameters.count)
    case .label: .label(name)
    case .variable, .parameter, .row, .error, .binding, .data: .variable(name)
    }
  }
}
