/// Shortens the Markdown texts of descriptions to plain text for manifests.
enum Prose {
  /// The first meaningful sentence, on one line, truncated to a number of characters.
  static func sentence(_ text: String, atMost limit: Int = 140) -> String {
    var rest = plain(withoutHeadings(text))[...]
    var sentence = ""
    while !rest.isEmpty {
      sentence = String(first(of: rest))
      rest = rest.dropFirst(sentence.count).drop { $0 == " " }
      guard pointers.contains(where: { sentence.lowercased().hasPrefix($0) }) else { break }
      sentence = ""
    }
    guard sentence.count > limit else { return sentence }
    let cut = sentence.prefix(limit - 1)
    return (cut.lastIndex(of: " ").map { String(cut[..<$0]) } ?? String(cut)) + "…"
  }

  /// Openings of sentences that only refer elsewhere.
  private static let pointers = [
    "for more information", "for more details", "for more info", "read more", "learn more",
  ]

  private static func first(of line: Substring) -> Substring {
    var index = line.startIndex
    while let stop = line[index...].firstIndex(where: { ".!?".contains($0) }) {
      index = line.index(after: stop)
      let isEnd = index == line.endIndex || line[index] == " " && !endsInAbbreviation(line[...stop])
      if isEnd { return line[..<index] }
    }
    return line
  }

  /// The text without Markdown headings, unless there is nothing else.
  private static func withoutHeadings(_ text: String) -> String {
    guard text.contains("#") else { return text }
    let lines = text.prefix(4000).split(whereSeparator: \.isNewline)
    let others = lines.filter { line in
      let marks = line.drop { $0 == " " }.prefix { $0 == "#" }.count
      return marks == 0 || line.drop { $0 == " " }.dropFirst(marks).first != " "
    }
    if !others.isEmpty { return others.joined(separator: "\n") }
    return lines.map { String($0.drop { "# ".contains($0) }) }.joined(separator: "\n")
  }

  /// The text on one line, without emphasis and links, truncated.
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

  /// Removes markup: `[text](URL)` and `<b>text</b>` become `text`, but `<token>` is a placeholder and kept.
  private static func withoutMarkup(_ text: String) -> String {
    var text = text
    if text.contains("](") { text = text.replacing(/\[([^\]\[]*)\]\([^)]*\)/) { String($0.1) } }
    if text.contains("<") {
      text = text.replacing(/<\/?([A-Za-z][A-Za-z0-9]*)[^<>]*>/) {
        tags.contains($0.1.lowercased()) ? "" : String($0.0)
      }
    }
    return text
  }

  private static let tags: Set = [
    "a", "abbr", "b", "big", "blockquote", "br", "center", "cite", "code", "dd", "del", "details", "div", "dl", "dt",
    "em", "figure", "font", "h1", "h2", "h3", "h4", "h5", "h6", "hr", "i", "iframe", "img", "ins", "kbd", "li", "mark",
    "ol", "p", "pre", "q", "s", "samp", "script", "section", "small", "span", "strike", "strong", "style", "sub",
    "summary", "sup", "table", "tbody", "td", "th", "thead", "tr", "tt", "u", "ul", "var", "video",
  ]

  private static func endsInAbbreviation(_ text: Substring) -> Bool {
    ["e.g.", "i.e.", "etc.", "vs.", "approx.", "No."].contains { text.hasSuffix($0) }
  }
}
