/// vi's registers: `"a` to `"z`, appended to with `"A` to `"Z`; `"1` to `"9` contain the latest cuts, `""` is the
/// newest of them, and `"_` discards text.
struct ViRegisters {
  private var named: [Unicode.Scalar: [Unicode.Scalar]] = [:]

  static func isName(_ letter: Unicode.Scalar) -> Bool {
    switch letter {
    case "a"..."z", "A"..."Z", "1"..."9", "\"", "_": true
    default: false
    }
  }

  /// The text of a register; nil if it is empty.
  func text(_ register: Unicode.Scalar?, _ kills: KillRing) -> [Unicode.Scalar]? {
    guard let register, register != "\"" else { return kills.newest }
    switch register {
    case "_": return nil
    case "1"..."9": return kills.entry(back: Int(register.value) - 0x31)
    default: return named[Self.lowercase(register)]
    }
  }

  /// Stores a text; without a register, it becomes the newest cut.
  mutating func keep(_ text: [Unicode.Scalar], in register: Unicode.Scalar?, _ kills: inout KillRing) {
    guard let register else { return kills.keep(text) }
    switch register {
    case "_": break
    case "a"..."z": named[register] = text
    case "A"..."Z":
      let name = Self.lowercase(register)
      named[name] = appended(text, to: named[name] ?? [])
    default: kills.keep(text)
    }
  }

  private static func lowercase(_ letter: Unicode.Scalar) -> Unicode.Scalar {
    letter.properties.lowercaseMapping.unicodeScalars.first ?? letter
  }

  /// Appends a text. Whole lines remain whole lines.
  private func appended(_ text: [Unicode.Scalar], to earlier: [Unicode.Scalar]) -> [Unicode.Scalar] {
    guard !earlier.isEmpty, (text.last == "\n") != (earlier.last == "\n") else { return earlier + text }
    return text.last == "\n" ? earlier + ["\n"] + text : earlier + text + ["\n"]
  }
}
