/// The words that the name of a method may be read as, whatever its spelling.
enum NameWords {
  /// The lower-case words between capitals, digits and other marks, and each run of them as one word: servers that ignore
  /// case take `dElete` for `delete`, and `signIn` is a `signin`.
  static func all(in name: String) -> Set<String> {
    let parts = Words.of(name).flatMap { $0.split(whereSeparator: \.isNumber).map(String.init) }
    var words = Set(parts)
    for start in parts.indices.dropLast() {
      var run = parts[start]
      for part in parts[(start + 1)...].prefix(longestRun) {
        run += part
        words.insert(run)
      }
    }
    return words
  }

  /// Words of one run: as many as the letters of the longest word that is looked for.
  private static let longestRun = 16
}
