/// Texts of descriptions, which are Markdown of any length, as the short plain ones of a manifest.
enum Prose {
  /// The first sentence, on one line, at most so many characters.
  static func sentence(_ text: String, atMost limit: Int = 140) -> String {
    let line = plain(text)
    var end = line.endIndex
    var index = line.startIndex
    while let stop = line[index...].firstIndex(where: { ".!?".contains($0) }) {
      index = line.index(after: stop)
      let isEnd = index == line.endIndex || line[index] == " " && !endsInAbbreviation(line[...stop])
      if isEnd {
        end = index
        break
      }
    }
    let sentence = String(line[..<end])
    guard sentence.count > limit else { return sentence }
    let cut = sentence.prefix(limit - 1)
    return (cut.lastIndex(of: " ").map { String(cut[..<$0]) } ?? String(cut)) + "…"
  }

  /// The words on one line, without marks of emphasis and links, and no longer than anybody reads.
  private static func plain(_ text: String) -> String {
    var result = ""
    var hasBlank = false
    for scalar in text.prefix(2000).unicodeScalars {
      if scalar.properties.isWhitespace || scalar.value < 0x20 || (0x7F..<0xA0).contains(scalar.value)
        || scalar.properties.generalCategory == .format
      {
        hasBlank = true
      } else if !"*".unicodeScalars.contains(scalar) {
        if hasBlank, !result.isEmpty { result += " " }
        hasBlank = false
        result.unicodeScalars.append(scalar)
      }
    }
    return withoutMarkup(result)
  }

  /// `[text](URL)` and `<b>text</b>` are `text`.
  private static func withoutMarkup(_ text: String) -> String {
    var text = text
    if text.contains("](") { text = text.replacing(/\[([^\]\[]*)\]\([^)]*\)/) { String($0.1) } }
    if text.contains("<") { text = text.replacing(/<\/?[A-Za-z][^<>]*>/, with: "") }
    return text
  }

  private static func endsInAbbreviation(_ text: Substring) -> Bool {
    ["e.g.", "i.e.", "etc.", "vs.", "approx.", "No."].contains { text.hasSuffix($0) }
  }
}
