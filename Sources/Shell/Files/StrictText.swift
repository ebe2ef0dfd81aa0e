import JSON
import Query

/// Decodes the text of files and programs without replacing invalid bytes.
enum StrictText {
  /// Decodes UTF-8, or UTF-16 with a byte-order mark. Throws with the line of the first invalid byte.
  ///
  /// - Parameter name: the name of the source in messages.
  static func string(_ bytes: [UInt8], of name: String, _ kind: Failure.Kind) throws(Failure) -> String {
    do throws(EncodingFault) {
      return try TextDecoder.string(bytes)
    } catch {
      let isBinary = if case .binary = error.reason { true } else { false }
      throw Failure(
        kind, "\(name):\(error.line): \(error.message)", hint: isBinary ? "decompress it first" : "save it as UTF-8")
    }
  }
}
