import JSON
import Query

/// The text of files and programs that must not lose a byte.
enum StrictText {
  /// The text that bytes are; a failure with the line where they are not UTF-8, or UTF-16 with a byte-order mark.
  ///
  /// - Parameter name: what they are of, as messages show it.
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
