/// A text that must not be shown; printing, dumping and interpolating it give `<redacted>`.
public struct Secret: Sendable, Hashable {
  /// The text itself, for the wire.
  public let value: String

  /// Wraps a text, so that it cannot be shown by accident.
  public init(_ value: String) {
    self.value = value
  }
}

extension Secret: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
  public var description: String { Redactor.mark }
  public var debugDescription: String { Redactor.mark }
  public var customMirror: Mirror { Mirror(self, children: EmptyCollection()) }
}
