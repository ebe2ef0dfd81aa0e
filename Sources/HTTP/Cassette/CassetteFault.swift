/// An error when writing or reading a cassette.
public struct CassetteFault: Error, Sendable, Hashable {
  /// What failed, without a full stop.
  public var message: String
  /// What to do.
  public var hint: String?

  init(_ message: String, hint: String? = nil) {
    self.message = message
    self.hint = hint
  }
}
