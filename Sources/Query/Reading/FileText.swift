import JSON

/// Reads a text file in chunks and converts it to UTF-8.
final class FileText {
  /// The hint for a file that is not in the expected encoding.
  enum Advice {
    /// Suggests the encoding option of the reader.
    case option
    case conversion
  }

  /// The name of the file in messages.
  let name: String
  private let path: String
  private let chunks: any FileChunks
  private let advice: Advice
  private var decoder: TextDecoder
  private var isAtEnd = false

  init(
    _ path: String, in files: any FileReader, encoding: TextEncoding = .utf8, advice: Advice = .conversion
  ) throws(Failure) {
    self.path = path
    self.advice = advice
    name = path == "-" ? "<stdin>" : path
    chunks = try files.open(path)
    decoder = TextDecoder(encoding)
  }

  /// Returns the next characters, or nil at the end.
  func next() throws(Failure) -> [UInt8]? {
    while !isAtEnd {
      let chunk = try chunks.next()
      isAtEnd = chunk == nil
      let text = try decode(chunk)
      if !text.isEmpty { return text }
    }
    return nil
  }

  /// Decodes the next bytes; nil ends the text.
  private func decode(_ chunk: [UInt8]?) throws(Failure) -> [UInt8] {
    do throws(EncodingFault) {
      guard let chunk else { return try decoder.finish() }
      return try decoder.decode(chunk)
    } catch {
      isAtEnd = true
      throw Failure(.script, "\(name):\(error.line): \(error.message)", hint: hint(for: error.reason))
    }
  }

  private func hint(for reason: EncodingFault.Reason) -> String {
    switch (reason, advice) {
    case (.binary, _): return "decompress or export it as text first"
    case (.zero, .option): return encodingOption("utf-16")
    case (.invalid(_, .utf8), .option), (.invalid(_, .latin1), .option), (.incomplete(.utf8), .option):
      return encodingOption("windows-1252")
    case (_, .option): return "check the encoding: " + encodingOption("utf-8")
    case (.zero, .conversion): return "convert it: iconv -f utf-16 -t utf-8 \(file)"
    case (_, .conversion): return "save it as UTF-8, or convert it: iconv -f windows-1252 -t utf-8 \(file)"
    }
  }

  private func encodingOption(_ name: String) -> String {
    "write `read_csv(\(Value(path).json()); {encoding: \"\(name)\"})`"
  }

  private var file: String { path == "-" ? "" : path }
}
