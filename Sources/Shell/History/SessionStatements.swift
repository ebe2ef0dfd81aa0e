import Diagnostics
import HTTP
import Query
import Script

/// Selects the statements for a script of exchanges: the lines that sent them, the lines in between, and the
/// definitions that these need.
struct SessionStatements {
  private(set) var units: [ScriptUnit] = []
  /// The number of failed lines, which are not among the statements.
  private(set) var failed = 0
  private let all: [SessionLines.Line]
  private let log: (Int) -> Exchange?

  /// - Parameter log: returns the exchange with a number.
  init(_ lines: [SessionLines.Line], _ exchanges: [Exchange], log: @escaping (Int) -> Exchange?) {
    all = lines
    self.log = log
    let wanted = Set(exchanges.map(\.id))
    let senders = lines.indices.filter { lines[$0].exchanges.contains { wanted.contains($0) } }
    guard let first = senders.first, let last = senders.last else {
      addCalls(exchanges)
      return
    }
    for index in definitions(before: first, of: Array(lines[first...last])) { add(lines[index]) }
    for line in lines[first...last] {
      if line.hasFailed { failed += 1 } else { add(line) }
    }
  }

  /// Splits a line into its statements, if possible.
  private mutating func add(_ line: SessionLines.Line) {
    let exchanges = line.exchanges.compactMap(log)
    func unit(_ text: String, _ statement: Statement?) -> ScriptUnit {
      ScriptUnit(text, statement, account: line.provider, exchanges: exchanges)
    }
    let script = ScriptParser.parse(.init(name: "script", text: line.text))
    guard script.diagnostics.isEmpty else { return units.append(unit(line.text, nil)) }
    guard script.statements.count > 1 else {
      if case .use = script.statements.first?.kind { return }
      return units.append(unit(line.text, script.statements.first))
    }
    let parts = script.statements.map { script.source[$0.range] }
    let scripts = parts.map { ScriptParser.parse(.init(name: "script", text: $0)) }
    let isUse = script.statements.contains { if case .use = $0.kind { true } else { false } }
    guard !isUse, scripts.allSatisfy({ $0.diagnostics.isEmpty && $0.statements.count == 1 }) else {
      return units.append(unit(line.text, nil))
    }
    for (text, script) in zip(parts, scripts) { units.append(unit(text, script.statements.first)) }
  }

  /// Adds the calls of a `run` or of the start script, with their accounts.
  private mutating func addCalls(_ exchanges: [Exchange]) {
    for exchange in exchanges {
      guard let call = exchange.call else { continue }
      let isQualified =
        call.hasPrefix(exchange.provider + ".") || call.hasPrefix(exchange.provider + "@")
      let line = isQualified ? call : "\(exchange.account).\(call)"
      if units.last?.source.text != line {
        add(.init(text: line, exchanges: exchange.id..<exchange.id + 1, provider: nil))
      }
    }
  }

  /// The earlier lines that bind names used in `lines`, in order.
  private func definitions(before first: Int, of lines: [SessionLines.Line]) -> [Int] {
    var wanted = lines.reduce(into: Set<String>()) { $0.formUnion(UsedNames($1.text).used) }
    var found: [Int] = []
    for index in all[..<first].indices.reversed() where !all[index].isComment {
      let names = UsedNames(all[index].text)
      guard !wanted.isDisjoint(with: names.defined) || names.imports else { continue }
      found.append(index)
      wanted.subtract(names.defined)
      wanted.formUnion(names.used)
    }
    return found.reversed()
  }
}
