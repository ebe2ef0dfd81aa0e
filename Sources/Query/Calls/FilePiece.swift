/// A piece of a file that was appended: where it is, and what it is.
public struct FilePiece: Sendable, Hashable {
  /// As the script wrote it.
  public var path: String
  /// Bytes in front of it.
  public var offset: Int
  /// Bytes.
  public var length: Int
  /// SHA-256, in hexadecimal digits.
  public var digest: String

  public init(path: String, offset: Int, length: Int, digest: String) {
    self.path = path
    self.offset = offset
    self.length = length
    self.digest = digest
  }
}
