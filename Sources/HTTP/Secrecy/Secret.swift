/// A text that must not be shown. Printing, dumping or interpolating it yields `<redacted>`.
public struct Secret: Sendable, Hashable {
  /// The secret itself, for the wire.
  public let value: String
  /// Whether it is hidden, regardless of length, where it is an entire string or number in a response.
  let isWholeValue: Bool

  /// Wraps a text.
  public init(_ value: String) {
    self.value = value
    isWholeValue = false
  }

  /// Wraps an entire string or number of a response, which may be short.
  public init(wholeValue: String) {
    value = wholeValue
    isWholeValue = true
  }
}

extension Secret: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
  /// The redaction mark.
  public var description: String { Redactor.mark }
  /// The redaction mark.
  public var debugDescription: String { Redactor.mark }
  /// A mirror without children.
  public var customMirror: Mirror { Mirror(self, children: EmptyCollection()) }
}
