/// What a place of a text can name; a later declaration hides an earlier one of its key.
struct VisibleDeclarations {
  enum Key: Hashable {
    case variable(String)
    case filter(String, Int)
    case label(String)
  }

  private var declarations: [Key: Declaration] = [:]
  /// The keys as they were declared, a hidden one more than once.
  private var order: [Key] = []

  subscript(key: Key) -> Declaration? { declarations[key] }

  mutating func add(_ declaration: Declaration) {
    declarations[declaration.key] = declaration
    order.append(declaration.key)
  }

  /// Each once, the innermost last.
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
