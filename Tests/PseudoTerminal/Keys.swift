/// The bytes that keys send.
public struct Keys: Hashable, Sendable, ExpressibleByStringLiteral {
  public let rawValue: String

  public init(stringLiteral value: String) {
    rawValue = value
  }

  public init(_ rawValue: String) {
    self.rawValue = rawValue
  }

  public static let enter: Keys = "\r"
  public static let tab: Keys = "\t"
  public static let shiftTab: Keys = "\u{1B}[Z"
  public static let escape: Keys = "\u{1B}"
  public static let backspace: Keys = "\u{7F}"
  public static let delete: Keys = "\u{1B}[3~"
  public static let up: Keys = "\u{1B}[A"
  public static let down: Keys = "\u{1B}[B"
  public static let right: Keys = "\u{1B}[C"
  public static let left: Keys = "\u{1B}[D"
  public static let home: Keys = "\u{1B}[H"
  public static let end: Keys = "\u{1B}[F"
  public static let pageUp: Keys = "\u{1B}[5~"
  public static let pageDown: Keys = "\u{1B}[6~"

  /// The letter with the control key.
  public static func control(_ letter: Character) -> Keys {
    Keys(String(Unicode.Scalar((letter.uppercased().first?.asciiValue ?? 64) & 31)))
  }

  /// The letter with the Alt key.
  public static func alt(_ letter: Character) -> Keys {
    Keys("\u{1B}" + String(letter))
  }

  /// Pasted text as terminals send it.
  public static func paste(_ text: String) -> Keys {
    Keys("\u{1B}[200~" + text.replacing("\n", with: "\r") + "\u{1B}[201~")
  }
}
