/// JSON with comments: `// …` and `# …` to the end of the line, `/* … */`.
enum CommentedJSON {
  /// Replaces comments by blanks, so that lines and columns do not change.
  static func withoutComments(_ text: [UInt8]) -> [UInt8] {
    var text = text
    var index = 0
    while index < text.count {
      switch text[index] {
      case UInt8(ascii: "\""): index = endOfString(in: text, from: index)
      case UInt8(ascii: "#"): index = blank(&text, from: index) { $0[$1] == UInt8(ascii: "\n") ? $1 : nil }
      case UInt8(ascii: "/") where index + 1 < text.count && text[index + 1] == UInt8(ascii: "/"):
        index = blank(&text, from: index) { $0[$1] == UInt8(ascii: "\n") ? $1 : nil }
      case UInt8(ascii: "/") where index + 1 < text.count && text[index + 1] == UInt8(ascii: "*"):
        let start = index
        index = blank(&text, from: index) { text, at in
          at > start + 2 && text[at - 1] == UInt8(ascii: "*") && text[at] == UInt8(ascii: "/") ? at + 1 : nil
        }
      default: index += 1
      }
    }
    return text
  }

  private static func endOfString(in text: [UInt8], from start: Int) -> Int {
    var index = start + 1
    while index < text.count, text[index] != UInt8(ascii: "\"") {
      index += text[index] == UInt8(ascii: "\\") ? 2 : 1
    }
    return index + 1
  }

  /// Replaces the text from `start` up to the index found by `end` by blanks, keeping line breaks.
  private static func blank(_ text: inout [UInt8], from start: Int, until end: ([UInt8], Int) -> Int?) -> Int {
    let original = text
    let last = (start..<original.count).first { end(original, $0) != nil }
    let stop = last.flatMap { end(original, $0) } ?? original.count
    for index in start..<stop where text[index] != UInt8(ascii: "\n") { text[index] = UInt8(ascii: " ") }
    return stop
  }
}
