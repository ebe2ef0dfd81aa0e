/// The names of a script that are taken.
struct ScriptNames {
  private var taken: Set<String>

  init(_ units: [ScriptUnit]) {
    // `--help` is no parameter, and the others are there without being bound.
    taken = ["help", "ENV", "__loc__", "__prog_args", "events"]
    for unit in units {
      taken.formUnion(unit.usedNames)
      if let name = unit.boundName { taken.insert(name) }
    }
  }

  /// A name, with a number where it is taken; it is taken then.
  mutating func take(_ name: String) -> String {
    var (free, number) = (name, 1)
    while !taken.insert(free).inserted {
      number += 1
      free = "\(name)_\(number)"
    }
    return free
  }
}
