import Diagnostics
import HTTP
import Query
import Script

/// A statement of a session on its way into a script: as it was typed, with what is put in place of parts of it.
struct ScriptUnit {
  /// What a value gets a name by, so that later statements can refer to it.
  enum Naming {
    /// The statement is this call alone and becomes `let name = call`.
    case whole(String)
    /// The call goes before the statement as `let name = call`, which then begins with `$name`.
    case first(String, SourceRange)
  }

  let source: SourceText
  /// Nil where the text is not one statement.
  let statement: Statement?
  /// The provider in use.
  let account: Account?
  /// What the line sent.
  let exchanges: [Exchange]
  var naming: Naming?
  /// The variable that stands for `.`, where the statement before it does not leave it there any more.
  var input: String?
  /// Whether `let name =` goes, since nothing uses the name.
  var isUnbound = false
  private var edits: [(range: SourceRange, text: String)] = []

  init(_ text: String, _ statement: Statement?, account: Account?, exchanges: [Exchange]) {
    source = SourceText(name: "script", text: text)
    self.statement = statement
    self.account = account
    self.exchanges = exchanges
  }

  /// Puts a text in place of a part.
  mutating func replace(_ range: SourceRange, with text: String) { edits.append((range, text)) }

  var isComment: Bool { source.text.hasPrefix("#") }

  /// Whether something stands in place of a part already.
  func isReplaced(_ range: SourceRange) -> Bool { edits.contains { $0.range == range } }

  /// The statements to write, a text each.
  var texts: [String] {
    guard let statement else { return [source.text] }
    let prefix = input.map { "$\($0) | " } ?? ""
    let value = statement.expressions.first?.range ?? statement.range
    var edits = self.edits
    if isUnbound { edits.append((SourceRange(statement.range.lower, value.lower), "")) }
    let all = SourceRange(0, source.text.utf8.count)
    switch naming {
    case .first(let name, let call):
      let rest = edits.filter { !call.holds($0.range) } + [(call, prefix + "$\(name)")]
      return ["let \(name) = \(prefix)\(edited(call, edits))", edited(all, rest)]
    case .whole(let name): edits.append((SourceRange(value.lower, value.lower), "let \(name) = \(prefix)"))
    case nil: edits.append((SourceRange(value.lower, value.lower), prefix))
    }
    return [edited(all, edits)]
  }

  private func edited(_ range: SourceRange, _ edits: [(range: SourceRange, text: String)]) -> String {
    var (text, place) = ("", range.lower)
    for edit in edits.sorted(by: { $0.range.lower < $1.range.lower })
    where edit.range.lower >= place && edit.range.upper <= range.upper {
      text += source[SourceRange(place, edit.range.lower)] + edit.text
      place = edit.range.upper
    }
    return text + source[SourceRange(place, range.upper)]
  }
}

// MARK: What it does

extension ScriptUnit {
  /// The expressions of the statement, and of the blocks inside it.
  var expressions: [Expression] { statement?.allExpressions ?? [] }

  /// The variable that it binds at the top level.
  var boundName: String? {
    switch statement?.kind {
    case .bind(let name, _): name.text
    case .loop(let loop): loop.result?.text
    default: nil
    }
  }

  /// The variables that it mentions.
  var usedNames: Set<String> {
    guard statement != nil else { return UsedNames(source.text).variables }
    var names: Set<String> = []
    for expression in expressions {
      expression.visit { if case .variable(let name) = $0.kind { names.insert(name.text) } }
    }
    return names
  }

  /// Whether it sent something else than reads.
  var hasWritten: Bool { exchanges.contains { $0.risk != .read } }

  /// How it looks at the last value.
  enum Reading {
    case none
    /// By its only expression, which could begin with a variable.
    case simple
    /// Somewhere inside.
    case inside
  }

  var reading: Reading {
    guard let statement else { return .inside }
    guard expressions.contains(where: \.readsInput) else { return .none }
    switch statement.kind {
    case .expression, .bind, .print: return .simple
    case .define: return .none
    default: return .inside
    }
  }

  /// Whether it leaves another last value.
  var setsLast: Bool {
    guard case .expression = statement?.kind else { return false }
    return true
  }
}

extension Statement {
  /// The expressions of the statement, and of the blocks inside it.
  fileprivate var allExpressions: [Expression] {
    expressions + blocks.flatMap { $0.statements.flatMap(\.allExpressions) }
  }
}

extension SourceRange {
  fileprivate func holds(_ other: SourceRange) -> Bool { lower <= other.lower && other.upper <= upper }
}
