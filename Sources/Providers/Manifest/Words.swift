/// Splits names into words, whatever their spelling.
enum Words {
  /// Splits `findByStatus`, `find-by-status` and `Find by status` into `find`, `by`, `status`, and `HTTPServer` into
  /// `http`, `server`.
  static func of(_ text: String) -> [String] {
    var words: [String] = []
    var word: [Character] = []
    let characters = Array(text)
    for (index, character) in characters.enumerated() {
      guard character.isASCII, character.isLetter || character.isNumber else {
        if !word.isEmpty { words.append(String(word)) }
        word = []
        continue
      }
      let last = word.last
      let next = index + 1 < characters.count ? characters[index + 1] : " "
      let startsWord = character.isUppercase && (last?.isUppercase == false || last != nil && next.isLowercase)
      if startsWord, !word.isEmpty {
        words.append(String(word))
        word = []
      }
      word.append(character)
    }
    if !word.isEmpty { words.append(String(word)) }
    return words.map { $0.lowercased() }
  }
}

extension String {
  /// Whether it can be used as a name in a call.
  var isIdentifier: Bool {
    guard let first = unicodeScalars.first, first == "_" || first.properties.isAlphabetic else { return false }
    return unicodeScalars.allSatisfy {
      $0 == "_" || $0.isASCII && ($0.properties.isAlphabetic || $0.properties.numericType != nil)
    }
  }
}
