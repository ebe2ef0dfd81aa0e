import Diagnostics
import JSON
import Query

/// Keeps credentials out of the history: the strings of a `login` line, and whatever the session knows as secret.
struct HistoryFilter {
  let redact: (String) -> String

  /// The line as it may be stored.
  func kept(_ line: String) -> String {
    let words = line.split(separator: " ", maxSplits: 1)
    guard words.first == "login" else { return redact(line) }
    return redact(withoutStrings(line))
  }

  private func withoutStrings(_ line: String) -> String {
    var lexer = Lexer(SourceText(name: "", text: line), dialect: .eduscript)
    var bytes = Array(line.utf8)
    while true {
      let token = lexer.next()
      guard token.kind != .endOfFile else { break }
      guard token.kind == .stringText || token.kind == .rawString || token.kind == .invalid else { continue }
      for index in token.range.lower..<min(token.range.upper, bytes.count) { bytes[index] = UInt8(ascii: "*") }
    }
    return String(decoding: bytes, as: UTF8.self)
  }
}
