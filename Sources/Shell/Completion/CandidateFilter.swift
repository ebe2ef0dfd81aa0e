import Terminal

/// Selects the candidates that match a word, ignoring case. Prefix matches come first, then candidates that contain the
/// word, then those whose words begin with its parts (`cdp` for coderpad), then those that contain its letters in
/// order.
struct CandidateFilter {
  let word: String
  private let bareWord: Substring
  private let wanted: [UInt8]

  init(word: String) {
    self.word = word
    bareWord = Self.bare(word)
    wanted = Array(word.lowercased().utf8)
  }

  /// Whether a text, or the label of what it identifies, contains the word.
  func goesOn(with text: String, called name: String) -> Bool { isIn(text) || isIn(name) }

  func matching(_ candidates: [Completions.Candidate]) -> [Completions.Candidate] {
    var seen: Set<String> = []
    let distinct = candidates.filter { seen.insert($0.text).inserted }
    guard !word.isEmpty else { return distinct }
    let exact = distinct.filter { begins($0.text) { $0 } }
    if !exact.isEmpty { return exact }
    let beginning = distinct.filter { begins($0.text) { $0.lowercased() } }
    guard beginning.isEmpty else { return beginning }
    let holding = distinct.filter { goesOn(with: $0.text, called: $0.isFoundBySummary ? $0.summary : "") }
    guard holding.isEmpty, 2...16 ~= word.count else { return holding }
    let letters = wanted.filter(Self.isNamePart)
    let initials = distinct.filter { Self.begins($0.text, with: letters[...], inWords: true) }
    return initials.isEmpty ? distinct.filter { Self.begins($0.text, with: letters[...], inWords: false) } : initials
  }

  /// Whether a text begins with the word, also if its name is in quotes or brackets: `."x-y"`.
  private func begins(_ text: String, _ fold: (String) -> String) -> Bool {
    fold(text).hasPrefix(fold(word))
      || !bareWord.isEmpty && fold(String(Self.bare(text))).hasPrefix(fold(String(bareWord)))
  }

  /// The text without the punctuation before its name.
  private static func bare(_ text: String) -> Substring { text.drop { !$0.isLetter && !$0.isNumber && $0 != "_" } }

  /// Whether a text begins with the first letter and contains the others in order.
  ///
  /// - Parameter inWords: whether each letter must begin a word or follow the previous letter: `crat` for `created_at`.
  private static func begins(_ text: String, with letters: ArraySlice<UInt8>, inWords: Bool) -> Bool {
    let name = Array(text.utf8.drop { !isNamePart($0) })
    guard let first = name.first, let letter = letters.first, lower(first) == letter else { return false }
    func holds(_ letters: ArraySlice<UInt8>, from start: Int) -> Bool {
      guard let letter = letters.first else { return true }
      for place in start..<max(start, name.count) where lower(name[place]) == letter {
        guard inWords else { return holds(letters.dropFirst(), from: place + 1) }
        if place == start || isWordStart(place, in: name), holds(letters.dropFirst(), from: place + 1) { return true }
      }
      return false
    }
    return holds(letters.dropFirst(), from: 1)
  }

  private static func isWordStart(_ place: Int, in name: [UInt8]) -> Bool {
    let before = name[place - 1]
    return !isNamePart(before) || before == UInt8(ascii: "_") || 0x61...0x7A ~= before && 0x41...0x5A ~= name[place]
  }

  private static func isNamePart(_ byte: UInt8) -> Bool {
    byte == UInt8(ascii: "_") || 0x30...0x39 ~= byte || 0x61...0x7A ~= byte | 0x20
  }

  /// Searches without creating strings, since there may be thousands of ids.
  private func isIn(_ text: String) -> Bool {
    guard let first = wanted.first else { return true }
    guard text.utf8.allSatisfy({ $0 < 0x80 }) else { return text.lowercased().contains(word.lowercased()) }
    var text = text
    return text.withUTF8 { bytes in
      guard bytes.count >= wanted.count else { return false }
      return (0...(bytes.count - wanted.count)).contains { start in
        Self.lower(bytes[start]) == first
          && wanted.indices.allSatisfy { Self.lower(bytes[start + $0]) == wanted[$0] }
      }
    }
  }

  private static func lower(_ byte: UInt8) -> UInt8 { 0x41...0x5A ~= byte ? byte | 0x20 : byte }
}
