import Diagnostics
import JSON
import Providers
import Query

/// Turns literal ids and strings into script parameters with the literals as defaults.
struct ScriptParameters {
  private struct Key: Hashable {
    let name: String
    let value: Value
  }

  /// The `param` statements, in order of first use.
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
