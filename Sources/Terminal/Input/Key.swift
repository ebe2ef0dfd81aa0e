/// A key that terminals send as a sequence, represented by a code that no keyboard sends and libedit does not use.
enum Key: UInt32, CaseIterable {
  case paste = 0x80
  case up, down, left, right, home, end, delete
  case shiftTab, wordLeft, wordRight, pageUp, pageDown
  case escape, newline, deleteWordRight, deleteWordLeft
  case altUp, altDown, help
  /// Switch between libedit's key maps for vi's modes; not sent by keyboards.
  case toCommandMap, toInsertMap

  /// The key in `bind` syntax.
  var bindName: String {
    "\\" + String(rawValue, radix: 8)
  }
}

extension Key {
  /// The key of a `CSI` sequence; nil if it is unknown.
  static func controlSequence(_ parameters: [UInt32], final: UInt8) -> Key? {
    let modifiers = parameters.count > 1 && parameters[1] > 0 ? parameters[1] - 1 : 0
    switch final {
    case UInt8(ascii: "~"): return tilde(parameters, modifiers)
    case UInt8(ascii: "u"): return character(parameters.first ?? 0, modifiers)
    case UInt8(ascii: "Z"): return .shiftTab
    default: return letter(final, modifiers)
    }
  }

  /// The key of a sequence that ends in a letter, such as an arrow.
  static func letter(_ final: UInt8, _ modifiers: UInt32 = 0) -> Key? {
    let byWords = modifiers & (alt | control) != 0
    switch final {
    case UInt8(ascii: "A"): return modifiers & alt != 0 ? .altUp : .up
    case UInt8(ascii: "B"): return modifiers & alt != 0 ? .altDown : .down
    case UInt8(ascii: "C"): return byWords ? .wordRight : .right
    case UInt8(ascii: "D"): return byWords ? .wordLeft : .left
    case UInt8(ascii: "H"): return .home
    case UInt8(ascii: "F"): return .end
    case UInt8(ascii: "P"): return .help
    default: return nil
    }
  }

  private static let alt: UInt32 = 2
  private static let control: UInt32 = 4

  private static func tilde(_ parameters: [UInt32], _ modifiers: UInt32) -> Key? {
    switch parameters.first {
    case 1, 7: .home
    case 4, 8: .end
    case 3: modifiers & (alt | control) != 0 ? .deleteWordRight : .delete
    case 5: .pageUp
    case 6: .pageDown
    case 11: .help
    case 27: parameters.count > 2 ? character(parameters[2], modifiers) : nil
    default: nil
    }
  }

  /// Keys that terminals with extended keyboard protocols distinguish from plain keys.
  private static func character(_ code: UInt32, _ modifiers: UInt32) -> Key? {
    switch code {
    case 9: modifiers & 1 != 0 ? .shiftTab : nil
    case 13: .newline
    case 27: .escape
    case 127: modifiers & (alt | control) != 0 ? .deleteWordLeft : nil
    default: nil
    }
  }
}
