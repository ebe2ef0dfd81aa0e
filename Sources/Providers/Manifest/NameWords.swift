/// The words in a method name, whatever its spelling.
enum NameWords {
  /// The words between capitals, digits and punctuation in lower case, and each sequence of them as one word: servers
  /// that ignore case treat `dElete` as `delete`, and `signIn` is `signin`.
  static func all(in name: String) -> Set<String> {
    let parts = parts(of: name)
    return parts.indices.reduce(into: []) { $0.formUnion(runs(parts[$1...])) }
  }

  /// The possible first words of a name.
  static func first(in name: String) -> Set<String> { Set(runs(parts(of: name)[...])) }

  private static func parts(of name: String) -> [String] {
    Words.of(name).flatMap { $0.split(whereSeparator: \.isNumber).map(String.init) }
  }

  /// The first part by itself, and joined with the following ones.
  private static func runs(_ parts: ArraySlice<String>) -> [String] {
    parts.prefix(longestRun).reduce(into: []) { $0.append(($0.last ?? "") + $1) }
  }

  /// The maximum number of joined words: the length of the longest word to look for.
  private static let longestRun = 17

  /// Whether a word is another word, a form of it (`deleted`, `sending`), or starts with it if that is long enough to
  /// be unambiguous: `deleteall`, but not `banner` for `ban` or `endpoint` for `end`.
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

  /// The common prefix of the forms of a word: `delet` for `delete`, `notif` for `notify`.
  private static func stem(_ word: String) -> String {
    guard word.count > 3, let last = word.last else { return word }
    if last == "e" { return String(word.dropLast()) }
    return last == "y" && !"aeiou".contains(word.dropLast().last ?? "a") ? String(word.dropLast()) : word
  }
}
