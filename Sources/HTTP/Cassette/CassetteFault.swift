/// Why a cassette cannot be written or read.
public struct CassetteFault: Error, Sendable, Hashable {
  public var message: String
  /// What to do.
  public var hint: String?

  init(_ message: String, hint: String? = nil) {
    self.message = message
    self.hint = hint
  }
}
