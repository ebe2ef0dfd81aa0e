/// Names of descriptions as names of a manifest: words in lower case with `_` between.
enum Words {
  /// `findByStatus`, `find-by-status` and `Find by status` are `find`, `by`, `status`; `HTTPServer` is `http`, `server`.
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

  /// A name that can stand in a call; empty where the text has no letters and digits.
  static func name(_ text: String) -> String { name(of(text)) }

  static func name(_ words: [String]) -> String {
    let name = words.joined(separator: "_")
    return name.first?.isNumber == true ? "_" + name : name
  }

  static func isPlural(_ name: String) -> Bool {
    if ["people", "children", "data", "media", "metadata"].contains(where: name.hasSuffix) { return true }
    return name.hasSuffix("s") && !["ss", "us", "is", "status", "news"].contains { name.hasSuffix($0) }
  }

  static func singular(_ name: String) -> String {
    guard isPlural(name), name.hasSuffix("s") else { return name }
    if name.hasSuffix("ies"), name.count > 4 { return name.dropLast(3) + "y" }
    let isHissing = ["sses", "shes", "ches", "xes", "zzes"].contains { name.hasSuffix($0) }
    return String(name.dropLast(isHissing ? 2 : 1))
  }
}
