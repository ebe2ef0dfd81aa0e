/// The words that the name of a method may be read as, whatever its spelling.
enum NameWords {
  /// The lower-case words between capitals, digits and other marks, and each run of them as one word: servers that ignore
  /// case take `dElete` for `delete`, and `signIn` is a `signin`.
  static func all(in name: String) -> Set<String> {
    let parts = parts(of: name)
    return parts.indices.reduce(into: []) { $0.formUnion(runs(parts[$1...])) }
  }

  /// The words that a name may begin with.
  static func first(in name: String) -> Set<String> { Set(runs(parts(of: name)[...])) }

  private static func parts(of name: String) -> [String] {
    Words.of(name).flatMap { $0.split(whereSeparator: \.isNumber).map(String.init) }
  }

  /// The first part, and it with those after it.
  private static func runs(_ parts: ArraySlice<String>) -> [String] {
    parts.prefix(longestRun).reduce(into: []) { $0.append(($0.last ?? "") + $1) }
  }

  /// Words of one run: as many as the letters of the longest word that is looked for.
  private static let longestRun = 17

  /// Whether a word is another one or a form of it (`deleted`, `sending`), or begins with it where that is long enough not to
  /// begin other words: `deleteall`, but `banner` is no ban, and `endpoint` no end.
  static func isForm(_ word: String, of base: String) -> Bool {
    let stem = stem(base)
    guard word.hasPrefix(stem) else { return false }
    guard stem.count < 5 else { return true }
    let rest = word.dropFirst(stem.count)
    let undoubled = rest.first == stem.last ? rest.dropFirst() : rest
    return endings.contains(String(rest)) || endings.contains(String(undoubled)) && rest.count > 1
  }

  private static let endings: Set = [
    "", "e", "s", "es", "ies", "y", "d", "ed", "ied", "ing", "ings", "all", "many", "everyone", "everything",
  ]

  /// What the inflections of a word begin with: `delet` of `delete`, `notif` of `notify`.
  private static func stem(_ word: String) -> String {
    guard word.count > 3, let last = word.last else { return word }
    if last == "e" { return String(word.dropLast()) }
    return last == "y" && !"aeiou".contains(word.dropLast().last ?? "a") ? String(word.dropLast()) : word
  }
}
