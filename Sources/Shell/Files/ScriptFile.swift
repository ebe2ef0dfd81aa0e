import Diagnostics
import Rendering

/// Reads scripts; `-` is standard input.
enum ScriptFile {
  /// Reads a script. Throws if it is not valid UTF-8.
  static func read(_ path: String) throws(Diagnostic) -> SourceText {
    let bytes: [UInt8]
    do throws(FileError) {
      bytes = try LocalFile.contents(of: path == "-" ? "/dev/stdin" : path)
    } catch {
      throw Diagnostic(code: "file", error.description, source: SourceText(name: path, text: ""))
    }
    return try text(bytes, name: path)
  }

  /// Decodes a script. Throws a syntax error with a location if it is not valid UTF-8.
  static func text(_ bytes: [UInt8], name: String) throws(Diagnostic) -> SourceText {
    if let text = String(validating: bytes, as: UTF8.self) { return SourceText(name: name, text: text) }
    let repaired = String(decoding: bytes, as: UTF8.self)
    let source = SourceText(name: name, text: repaired)
    let marked = repaired.utf8.count - source.text.utf8.count
    let written = Array(repaired.utf8)
    var place = zip(written, bytes).prefix { $0 == $1 }.count
    // The replacement character may share its first bytes with the text.
    while place > marked, place < written.count, written[place] & 0xC0 == 0x80 { place -= 1 }
    throw Diagnostic(
      code: "syntax", "the text is not UTF-8", hint: "save the file as UTF-8", source: source,
      range: SourceRange(place - marked, place - marked + 3))
  }
}

extension Diagnostic {
  /// The diagnostic for display: without the source name if the message already contains it.
  var shown: Diagnostic {
    guard code == "file" else { return self }
    var shown = self
    shown.source = nil
    return shown
  }
}
