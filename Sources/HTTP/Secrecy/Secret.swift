/// A text that must not be shown; printing, dumping and interpolating it give `<redacted>`.
public struct Secret: Sendable, Hashable {
  /// The text itself, for the wire.
  public let value: String
  /// Whether it is hidden, however short, where it is all of a string or number in a response.
  let isWholeValue: Bool

  /// Wraps a text, so that it cannot be shown by accident.
  public init(_ value: String) {
    self.value = value
    isWholeValue = false
  }

  /// Wraps a string or number of a response, which may be short.
  public init(wholeValue: String) {
    value = wholeValue
    isWholeValue = true
  }
}

extension Secret: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
  public var description: String { Redactor.mark }
  public var debugDescription: String { Redactor.mark }
  public var customMirror: Mirror { Mirror(self, children: EmptyCollection()) }
}
