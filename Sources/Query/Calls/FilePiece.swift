/// A piece that was appended to a file: its place and its digest.
public struct FilePiece: Sendable, Hashable {
  /// The path, as the script wrote it.
  public var path: String
  /// The offset of the piece in the file, in bytes.
  public var offset: Int
  /// The length in bytes.
  public var length: Int
  /// The SHA-256 digest, as hexadecimal digits.
  public var digest: String

  /// Creates a piece.
  public init(path: String, offset: Int, length: Int, digest: String) {
    self.path = path
    self.offset = offset
    self.length = length
    self.digest = digest
  }
}
