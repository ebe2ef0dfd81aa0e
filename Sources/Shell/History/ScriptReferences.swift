import Providers
import Query

/// Replaces ids that were copied from earlier responses by references to those responses.
struct ScriptReferences {
  /// An id in a statement, and its source.
  private struct Reference {
    let unit: Int
    let literal: CallLiteral
    let source: Int
    let path: String
  }

  private let references: [Reference]
  private let leads: [LeadingCall?]

  init(_ units: [ScriptUnit], client: ProviderClient) {
    let leads = units.map { LeadingCall(of: $0, client: client) }
    let literals = CallLiterals(client: client)
    self.leads = leads
    references = units.indices.flatMap { index in
      literals.all(in: units[index]).compactMap { literal in
        let shown = units.indices[..<index].compactMap { source in
          leads[source]?.path(to: literal).map { (source: source, path: $0) }
        }
        // A single object is preferred over an element of a list, and the first list over later ones.
        guard let best = shown.last(where: { !$0.path.hasPrefix("[") }) ?? shown.first else { return nil }
        return Reference(unit: index, literal: literal, source: best.source, path: best.path)
      }
    }
  }

  /// The statements that are referred to by statements in the script.
  func sources(_ isThere: (Int) -> Bool) -> Set<Int> { Set(references.filter { isThere($0.unit) }.map(\.source)) }

  /// Writes the references into the statements; returns their number.
  func apply(to units: inout [ScriptUnit], _ isThere: (Int) -> Bool, names: inout ScriptNames) -> Int {
    let there = references.filter { isThere($0.unit) }
    for source in Set(there.map(\.source)).sorted() {
      guard let lead = leads[source] else { continue }
      let users = there.filter { $0.source == source }
      let last = users.map(\.unit).max() ?? source
      let name = variable(of: source, lead, in: &units, until: last, isThere, &names)
      for user in users { units[user.unit].replace(user.literal.range, with: "$\(name)\(user.path)") }
    }
    return there.count
  }

  /// The variable for the value of a statement's leading call, valid up to the last statement that needs it.
  private func variable(
    of source: Int, _ lead: LeadingCall, in units: inout [ScriptUnit], until last: Int, _ isThere: (Int) -> Bool,
    _ names: inout ScriptNames
  ) -> String {
    if lead.isWhole, let name = units[source].boundName,
      !units[(source + 1)...last].dropLast().contains(where: { $0.boundName == name })
    {
      return name
    }
    let name = names.take(lead.name)
    guard lead.isWhole, units[source].setsLast, let readers = readers(of: source, in: units, isThere) else {
      units[source].naming = .first(name, lead.range)
      return name
    }
    units[source].naming = .whole(name)
    for reader in readers { units[reader].input = name }
    return name
  }

  /// The statements that use the value of a statement as `.`; nil if one of them does so inside an expression.
  private func readers(of source: Int, in units: [ScriptUnit], _ isThere: (Int) -> Bool) -> [Int]? {
    var readers: [Int] = []
    for index in units.indices[(source + 1)...] where isThere(index) {
      switch units[index].reading {
      case .inside: return nil
      case .simple: readers.append(index)
      case .none: break
      }
      if units[index].setsLast { break }
    }
    return readers
  }
}
