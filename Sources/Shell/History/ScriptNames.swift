/// The names in use in a script.
struct ScriptNames {
  private var taken: Set<String>

  init(_ units: [ScriptUnit]) {
    // `--help` is reserved, and the other names are predefined.
    taken = ["help", "ENV", "__loc__", "__prog_args", "events"]
    for unit in units {
      taken.formUnion(unit.usedNames)
      if let name = unit.boundName { taken.insert(name) }
    }
  }

  /// Reserves a name, with a number appended if it is already in use.
  mutating func take(_ name: String) -> String {
    var (free, number) = (name, 1)
    while !taken.insert(free).inserted {
      number += 1
      free = "\(name)_\(number)"
    }
    return free
  }
}
