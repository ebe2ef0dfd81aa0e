import Diagnostics
import HTTP
import Query
import Script

/// A statement of a session to be written to a script: the typed text with replacements.
struct ScriptUnit {
  /// How a value is assigned to a variable, so that later statements can refer to it.
  enum Naming {
    /// The statement is only this call and becomes `let name = call`.
    case whole(String)
    /// The call is moved to a preceding `let name = call`, and the statement begins with `$name`.
    case first(String, SourceRange)
  }

  let source: SourceText
  /// Nil if the text is not a single statement.
  let statement: Statement?
  /// The provider in use.
  let account: Account?
  /// The exchanges of the line.
  let exchanges: [Exchange]
  var naming: Naming?
  /// The variable to use in place of `.`, if the previous statement no longer sets it.
  var input: String?
  /// Whether `let name =` is removed, since the name is not used.
  var isUnbound = false
  private var edits: [(range: SourceRange, text: String)] = []

  init(_ text: String, _ statement: Statement?, account: Account?, exchanges: [Exchange]) {
    source = SourceText(name: "script", text: text)
    self.statement = statement
    self.account = account
    self.exchanges = exchanges
  }

  /// Replaces a part of the text.
  mutating func replace(_ range: SourceRange, with text: String) { edits.append((range, text)) }

  var isComment: Bool { source.text.hasPrefix("#") }

  /// Whether a part has already been replaced.
  func isReplaced(_ range: SourceRange) -> Bool { edits.contains { $0.range == range } }

  /// The statements to write, one text each.
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

// MARK: Properties

extension ScriptUnit {
  /// The expressions of the statement and its blocks.
  var expressions: [Expression] { statement?.allExpressions ?? [] }

  /// The variable that it binds at the top level.
  var boundName: String? {
    switch statement?.kind {
    case .bind(let name, _): name.text
    case .loop(let loop): loop.result?.text
    default: nil
    }
  }

  /// The variables that it uses.
  var usedNames: Set<String> {
    guard statement != nil else { return UsedNames(source.text).variables }
    var names: Set<String> = []
    for expression in expressions {
      expression.visit { if case .variable(let name) = $0.kind { names.insert(name.text) } }
    }
    return names
  }

  /// Whether it sent anything other than reads.
  var hasWritten: Bool { exchanges.contains { $0.risk != .read } }

  /// How a statement uses the last value.
  enum Reading {
    case none
    /// As the input of its only expression, which could begin with a variable instead.
    case simple
    /// Inside an expression.
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

  /// Whether it changes the last value.
  var setsLast: Bool {
    guard case .expression = statement?.kind else { return false }
    return true
  }
}

extension Statement {
  /// The expressions of the statement and its blocks.
  fileprivate var allExpressions: [Expression] {
    expressions + blocks.flatMap { $0.statements.flatMap(\.allExpressions) }
  }
}

extension SourceRange {
  fileprivate func holds(_ other: SourceRange) -> Bool { lower <= other.lower && other.upper <= upper }
}
