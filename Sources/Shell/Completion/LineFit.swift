import Terminal

/// Fits candidates to the text after the cursor: the whole word is replaced, and brackets, quotes, dots and colons that
/// are already there are not repeated.
struct LineFit {
  private let before: Substring.UTF8View
  private let after: Substring.UTF8View
  private let cursor: Int

  init(_ text: String, cursor: Int) {
    before = text.utf8.prefix(cursor)
    after = text.utf8.dropFirst(cursor)
    self.cursor = cursor
  }

  /// Whether the cursor is inside a string.
  var endsInString: Bool { isInString(upTo: before.endIndex) }

  func fitted(_ completions: Completions) -> Completions {
    guard !completions.candidates.isEmpty, !after.isEmpty, completions.replacing.upperBound == cursor else {
      return completions
    }
    var fitted = completions
    let word = before.dropFirst(completions.replacing.lowerBound)
    let rest = rest(of: word)
    fitted.replacing = completions.replacing.lowerBound..<cursor + rest
    let following = after.dropFirst(rest)
    fitted.candidates = completions.candidates.map { candidate in
      var candidate = candidate
      candidate.suffix = Self.missing(candidate.suffix, before: following)
      return candidate
    }
    return fitted
  }

  /// The end of the word at the cursor, given its start.
  func end(ofWordFrom start: Int) -> Int { cursor + rest(of: before.dropFirst(start)) }

  /// Whether a text follows at an offset after the cursor.
  func has(_ text: String, after place: Int) -> Bool { after.dropFirst(place - cursor).starts(with: text.utf8) }

  /// The length of the word after the cursor: of a string, up to its closing quote; of a name, up to its end.
  private func rest(of word: Substring.UTF8View) -> Int {
    guard word.first == Self.quote || isInString(upTo: word.startIndex) else {
      // At the beginning of a word, there is nothing to replace.
      return word.isEmpty ? 0 : after.prefix(while: Self.isNamePart).count
    }
    var isEscaped = false
    for (offset, byte) in after.enumerated() {
      if isEscaped {
        isEscaped = false
      } else if byte == UInt8(ascii: "\\") {
        isEscaped = true
      } else if byte == Self.quote {
        return word.first == Self.quote ? offset + 1 : offset
      } else if byte == UInt8(ascii: "\n") {
        break
      }
    }
    // The string is unterminated, so the end of the word is unknown.
    return 0
  }

  /// Whether an offset is in the text of a string, outside of interpolations.
  private func isInString(upTo place: String.Index) -> Bool {
    /// The open delimiters: strings by their quote, parentheses within interpolations by `(`.
    var open: [UInt8] = []
    var isEscaped = false
    var isInComment = false
    for byte in before[..<place] {
      let innermost = open.last
      if isInComment {
        isInComment = byte != UInt8(ascii: "\n")
      } else if innermost == Self.rawQuote {
        if byte == Self.rawQuote { open.removeLast() }
      } else if innermost == Self.quote {
        if isEscaped, byte == UInt8(ascii: "(") { open.append(byte) }
        if !isEscaped, byte == Self.quote { open.removeLast() }
        isEscaped = !isEscaped && byte == UInt8(ascii: "\\")
      } else {
        switch byte {
        case Self.quote, Self.rawQuote: open.append(byte)
        case UInt8(ascii: "(") where innermost != nil: open.append(byte)
        case UInt8(ascii: ")") where innermost != nil: open.removeLast()
        case UInt8(ascii: "#"): isInComment = true
        default: break
        }
      }
    }
    return open.last == Self.quote || open.last == Self.rawQuote
  }

  /// The part of a suffix that is not there yet; for `: ` the colon decides.
  private static func missing(_ suffix: String, before following: Substring.UTF8View) -> String {
    guard let first = suffix.utf8.first, following.first == first else { return suffix }
    return ""
  }

  private static let quote = UInt8(ascii: "\"")
  private static let rawQuote = UInt8(ascii: "'")

  private static func isNamePart(_ byte: UInt8) -> Bool {
    byte == UInt8(ascii: "_") || UInt8(ascii: "0")...UInt8(ascii: "9") ~= byte
      || UInt8(ascii: "a")...UInt8(ascii: "z") ~= byte | 0x20
  }
}
