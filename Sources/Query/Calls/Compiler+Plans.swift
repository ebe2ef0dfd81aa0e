import JSON

// Restrictions on plans: decisions and computations must not depend on placeholders.

extension Compiler {
  /// In a plan, rejects outputs that only the API knows.
  func known(_ node: Node, _ place: Place) -> Node { environment.isPlanning ? KnownNode(node, place) : node }

  /// In a plan, rejects inputs that only the API knows, for builtins that inspect their input.
  func known(_ node: Node, of builtin: Builtin, _ origin: Origin, _ place: Place) -> Node {
    guard environment.isPlanning, !origin.isBuiltin else { return node }
    if builtin.name == "tostring" { return PlannedTextNode(node) }
    guard !Self.passing.contains(builtin.name) else { return node }
    return PipeNode(KnownNode(IdentityNode(), place), node)
  }

  /// In a plan, distinguishes a placeholder from its text, `.id` from `"\(.id)"`.
  func text(_ node: Node) -> Node { environment.isPlanning ? PlannedTextNode(node) : node }

  /// In a plan, explains why a sum with a placeholder fails; texts may be concatenated with one.
  func summed(_ node: Node, _ place: Place) -> Node { environment.isPlanning ? PlannedSumNode(node, place) : node }

  /// The index of the argument of a builtin that is a condition; nil if there is none.
  static func condition(of builtin: Builtin) -> Int? {
    switch builtin.signature {
    case "select/1", "any/1", "all/1", "until/2", "while/2": 0
    case "any/2", "all/2", "recurse/2": 1
    default: nil
    }
  }

  /// Builtins that only pass a value on or put it into a text.
  private static let passing: Set = [
    "tojson", "error", "debug", "stderr", "halt_error", "values", "recurse", "walk", "first", "last",
    "limit",
    "skip", "repeat", "isvalid", "add", "map", "map_values", "path", "paths", "del", "to_entries", "from_entries",
    "with_entries", "input", "inputs", "get_search_list", "input_line_number", "env", "select", "empty", "range",
    "until", "while", "label", "getpath", "setpath", "delpaths", "pick", "input_filename",
    "any", "all", "group_by", "sort_by", "unique_by", "min_by", "max_by", "IN", "INDEX", "GROUP_BY", "UNIQUE_BY",
    "isempty", "objects", "arrays", "strings", "nulls", "booleans", "numbers", "scalars", "iterables", "$__loc__",
  ]
}

/// A sum in a plan.
final class PlannedSumNode: Node, @unchecked Sendable {
  private let sum: Node
  private let place: Place

  init(_ sum: Node, _ place: Place) {
    self.sum = sum
    self.place = place
    super.init(isScalar: sum.isScalar)
  }

  override func run(_ input: consuming Value, _ frame: Frame, _ yield: Yield) throws(Thrown) -> Signal {
    do throws(Thrown) { return try sum.run(input, frame, yield) } catch { throw explained(error) }
  }

  override func one(_ input: consuming Value, _ frame: Frame) throws(Thrown) -> Value {
    do throws(Thrown) { return try sum.one(input, frame) } catch { throw explained(error) }
  }

  private func explained(_ error: Thrown) -> Thrown {
    guard case .operands(let left, let right, _) = error.fault,
      let unknown = [left, right].first(where: Placeholder.isIn)
    else { return error }
    return Thrown(.failure(Placeholder.failure(unknown.string ?? "")), place)
  }
}

/// A text in a plan, which may be a placeholder.
final class PlannedTextNode: Node, @unchecked Sendable {
  private let inner: Node

  init(_ inner: Node) {
    self.inner = inner
    super.init(isScalar: inner.isScalar)
  }

  override func run(_ input: consuming Value, _ frame: Frame, _ yield: Yield) throws(Thrown) -> Signal {
    try inner.run(input, frame) { (value: consuming Value) throws(Thrown) in try yield(Self.marked(value)) }
  }

  override func one(_ input: consuming Value, _ frame: Frame) throws(Thrown) -> Value {
    Self.marked(try inner.one(input, frame))
  }

  private static func marked(_ value: consuming Value) -> Value {
    guard let text = value.string, let marked = Placeholder.markedAsText(text) else { return value }
    return Value(marked)
  }
}

/// A value that must be known when a plan is made.
final class KnownNode: Node, @unchecked Sendable {
  private let inner: Node
  private let place: Place

  init(_ inner: Node, _ place: Place) {
    self.inner = inner
    self.place = place
    super.init(isScalar: inner.isScalar)
  }

  override func run(_ input: consuming Value, _ frame: Frame, _ yield: Yield) throws(Thrown) -> Signal {
    try inner.run(input, frame) { (value: consuming Value) throws(Thrown) in
      try check(value)
      return try yield(value)
    }
  }

  override func one(_ input: consuming Value, _ frame: Frame) throws(Thrown) -> Value {
    let value = try inner.one(input, frame)
    try check(value)
    return value
  }

  private func check(_ value: borrowing Value) throws(Thrown) {
    guard Placeholder.isIn(copy value) else { return }
    throw Thrown(.failure(Placeholder.failure(value.string ?? "")), place)
  }
}
