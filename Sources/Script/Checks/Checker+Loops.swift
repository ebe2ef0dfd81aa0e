import Diagnostics
import JSON
import Query

// Silent failures of loops: counters that are reset, and lists that change during iteration.

/// A loop that encloses a statement.
struct LoopAround {
  /// The variables bound before the loop. Bindings inside a row end with the row.
  let outside: Set<String>
  /// The variables that the row has bound so far.
  var inside: Set<String>

  init(_ loop: Loop, in scope: Scope) {
    outside = Set(scope.names)
    inside = [loop.name.text]
  }
}

extension Checker {
  /// Reports `let n = $n + 1`, since each row starts with the outer `$n`.
  mutating func reportCounting(_ name: Name, _ value: Expression) {
    guard let loop = loops.last, loop.outside.contains(name.text), !loop.inside.contains(name.text),
      value.adds(to: name.text)
    else { return }
    report(
      .danger, "forgotten-count", "`$\(name.text)` ends with the row: the next one begins with the value from outside",
      hint: "`let rows = for … { … give … }` collects, and `$rows | length` or `map(.value) | add` counts",
      at: name.range)
  }

  /// Notes a variable bound by a row.
  mutating func noteBound(_ name: Name) {
    guard !loops.isEmpty else { return }
    loops[loops.count - 1].inside.insert(name.text)
  }

  /// Reports `for p in each(pads.list) { pads.delete($p.id) }`.
  mutating func reportWalk(_ loop: Loop) {
    var shape = shapeCheck
    let lists = shape.walkedLists(in: loop.source)
    guard !lists.isEmpty else { return }
    loop.body.visit { shape.reportChanges(of: lists, in: $0) }
    add(shape.findings)
  }

  /// Reports `do { write } catch e { }`.
  mutating func reportSwallowed(_ body: Block, _ handler: Block) {
    guard handler.statements.isEmpty else { return }
    var shape = shapeCheck
    body.visit { shape.checkSwallowed($0, handler: nil) }
    add(shape.findings)
  }

  /// Checks the conditions and blocks of an `if`. Branches know the variables that their conditions test.
  mutating func check(_ branches: [Branch], otherwise: Block?) {
    let outer = shapes
    reportGuess(branches, otherwise)
    for branch in branches {
      check(branch.condition, decides: true)
      settle(branch.condition.variableNames)
      check(branch.body)
    }
    if let otherwise { check(otherwise) }
    shapes = outer
    // After a branch that exits for an empty string, the string is not empty.
    for branch in branches where branch.body.endsScript { settle(branch.condition.variableNames) }
  }

  /// Reports `let found = first(each(…)?) // null` followed by `if $found == null { write }`, which also writes after a
  /// failure.
  private mutating func reportGuess(_ branches: [Branch], _ otherwise: Block?) {
    var shape = shapeCheck
    for (index, branch) in branches.enumerated() {
      guard shape.isGuess(branch.condition) else { continue }
      let after =
        branch.condition.holdsForNothing
        ? [branch.body] : branches[(index + 1)...].map(\.body) + [otherwise].compactMap(\.self)
      for block in after { block.visit { shape.reportGuess(branch.condition, before: $0) } }
    }
    add(shape.findings)
  }

  /// Removes the doubts about variables that a condition tests.
  mutating func settle(_ names: Set<String>) {
    for name in names { shapes[name]?.settle() }
  }
}

extension Block {
  /// Visits the expressions of its statements and nested blocks, in order.
  func visit(_ body: (Expression) -> Void) {
    for statement in statements {
      statement.expressions.forEach(body)
      for block in statement.blocks { block.visit(body) }
    }
  }

  /// Whether it exits the script or the row.
  fileprivate var endsScript: Bool {
    switch statements.last?.kind {
    case .stop, .fail, .skip: true
    default: false
    }
  }
}

extension Expression {
  /// Whether a condition is true for a missing value: `$found == null`, `$found | not`, `$found == []`.
  fileprivate var holdsForNothing: Bool {
    switch kind {
    case .binary(.equal, _, let right): right.constant?.isNothing ?? false
    case .binary(.and, let left, let right): left.holdsForNothing && right.holdsForNothing
    case .binary(.or, let left, let right): left.holdsForNothing || right.holdsForNothing
    case .pipe(let left, let right): right.isNegation ? !left.holdsForNothing : right.holdsForNothing
    case .function(let name, _): name.text == "isempty"
    default: false
    }
  }

  /// Whether it adds something to a variable: `$n + 1`, `$n | . + 1`, `$all + [.id]`. Adding an object is not counting;
  /// it creates another object for the row.
  fileprivate func adds(to name: String) -> Bool {
    switch kind {
    case .binary(let symbol, let left, let right) where [.add, .subtract, .multiply].contains(symbol):
      if case .object = right.kind { return false }
      return left.isVariable(name) || right.isVariable(name) || left.adds(to: name)
    case .pipe(let left, let right):
      guard left.isVariable(name), case .binary(let symbol, let first, _) = right.kind else { return false }
      if case .identity = first.kind { return symbol == .add || symbol == .subtract }
      return false
    default: return false
    }
  }

  private func isVariable(_ name: String) -> Bool {
    if case .variable(let variable) = kind { variable.text == name } else { false }
  }
}

extension Value {
  /// Whether it is a typical substitute for a missing result.
  fileprivate var isNothing: Bool {
    let nothings: [Value] = [.null, false, "", 0, .array([]), .object([:])]
    return nothings.contains(self)
  }
}
