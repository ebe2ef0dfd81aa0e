import Diagnostics
import JSON
import Providers
import Query

/// What was typed by hand, ids and texts, as parameters of a script with what was typed as their default.
struct ScriptParameters {
  private struct Key: Hashable {
    let name: String
    let value: Value
  }

  /// `param` statements, in the order in which they are needed.
  private(set) var statements: [String] = []

  init(of units: inout [ScriptUnit], _ isThere: (Int) -> Bool, client: ProviderClient, names: inout ScriptNames) {
    let literals = CallLiterals(client: client)
    var known: [Key: String] = [:]
    for index in units.indices where isThere(index) {
      for literal in literals.all(in: units[index]) where !units[index].isReplaced(literal.range) {
        let key = Key(name: literal.name, value: literal.value)
        let name = known[key] ?? names.take(literal.name)
        if known.updateValue(name, forKey: key) == nil {
          statements.append("param \(name) = \(units[index].source[literal.range])")
        }
        units[index].replace(literal.range, with: "$\(name)")
      }
    }
  }
}
