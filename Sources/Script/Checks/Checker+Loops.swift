import Diagnostics
import JSON
import Query

// What goes wrong in loops without an error: counting that forgets, lists that change under the walk.

/// A loop around a statement.
struct LoopAround {
  /// The variables that were there before it: what a row binds anew is gone at its end.
  let outside: Set<String>
  /// What the row bound so far.
  var inside: Set<String>

  init(_ loop: Loop, in scope: Scope) {
    outside = Set(scope.names)
    inside = [loop.name.text]
  }
}

extension Checker {
  /// `let n = $n + 1`: each row begins with the `$n` from outside.
  mutating func reportCounting(_ name: Name, _ value: Expression) {
    guard let loop = loops.last, loop.outside.contains(name.text), !loop.inside.contains(name.text),
      value.adds(to: name.text)
    else { return }
    report(
      .danger, "forgotten-count", "`$\(name.text)` ends with the row: the next one begins with the value from outside",
      hint: "`let rows = for … { … give … }` collects, and `$rows | length` or `map(.value) | add` counts",
      at: name.range)
  }

  /// Notes what a row bound.
  mutating func noteBound(_ name: Name) {
    guard !loops.isEmpty else { return }
    loops[loops.count - 1].inside.insert(name.text)
  }

  /// `for p in each(pads.list) { pads.delete($p.id) }`
  mutating func reportWalk(_ loop: Loop) {
    var shape = shapeCheck
    let lists = shape.walkedLists(in: loop.source)
    guard !lists.isEmpty else { return }
    loop.body.visit { shape.reportChanges(of: lists, in: $0) }
    add(shape.findings)
  }

  /// `do { write } catch e { }`
  mutating func reportSwallowed(_ body: Block, _ handler: Block) {
    guard handler.statements.isEmpty else { return }
    var shape = shapeCheck
    body.visit { shape.checkSwallowed($0, handler: nil) }
    add(shape.findings)
  }

  /// The conditions and blocks of `if`; where a condition asks for a variable, its branches know what it is.
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
    // Past a branch that leaves when a text is empty, the text is not empty.
    for branch in branches where branch.body.endsScript { settle(branch.condition.variableNames) }
  }

  /// `let found = first(each(…)?) // null`, and then `if $found == null { write }`: a failure writes, too.
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

  /// Drops the doubts about variables that a condition asked for.
  mutating func settle(_ names: Set<String>) {
    for name in names { shapes[name]?.settle() }
  }
}

extension Block {
  /// Visits the expressions of its statements and of the blocks in them, in the order of the text.
  func visit(_ body: (Expression) -> Void) {
    for statement in statements {
      statement.expressions.forEach(body)
      for block in statement.blocks { block.visit(body) }
    }
  }

  /// Whether it leaves the script or the row, so that nothing after it runs.
  fileprivate var endsScript: Bool {
    switch statements.last?.kind {
    case .stop, .fail, .skip: true
    default: false
    }
  }
}

extension Expression {
  /// Whether a condition holds where there is nothing: `$found == null`, `$found | not`, `$found == []`.
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

  /// Whether it is a variable and something more: `$n + 1`, `$n | . + 1`, `$all + [.id]`. An object that is added to one
  /// makes another one, for the row.
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
  /// What an expression gives in place of a result that it has not.
  fileprivate var isNothing: Bool {
    let nothings: [Value] = [.null, false, "", 0, .array([]), .object([:])]
    return nothings.contains(self)
  }
}
