/// The texts of generated pads and questions.
enum CoderPadTexts {
  /// A pad's title. The first ones contain text that is difficult for terminals, tables and quoting.
  static func title(_ index: Int, _ candidate: String, _ language: String, _ random: inout RandomSource) -> String {
    if index < unusualTitles.count { return unusualTitles[index] }
    return random.word([
      "\(language.capitalizedASCII) interview with \(candidate)", "Phone screen: \(candidate)",
      "Take-home review, \(candidate)", "\(candidate) – system design", "Pairing session (\(language))",
    ])
  }

  static func question(_ index: Int, _ random: inout RandomSource) -> String {
    if index == 0 { return "What does \"\\n\" print — and why?\tDiscuss" }
    let topic = random.word(topics)
    return random.word(["Implement \(topic)", "Debug \(topic)", "Review \(topic)", "Explain \(topic)"])
  }

  private static let unusualTitles = [
    "Terminal check \u{1B}[31mred\u{1B}[0m\u{07} and \u{1B}]0;owned\u{07} title",
    "“Quotes”, \"double\" and 'single', <tags> & more",
    "名前のないパッド 🧪 – naïve café", "Tabs\tand\nnew lines in one title", "=SUM(A1:A9)",
    "مقابلة تقنية", "A title that goes on and on: " + String(repeating: "very long ", count: 20) + "indeed",
  ]

  static let notes = [
    "Strong on data structures, *slow* to start.", "Asked good questions. Hire.", "Needed hints for the edge cases.",
    "Talked through every step; see line 12.", "", "No show.", "Knows `O(n log n)` from `O(n²)` 👍",
  ]
  static let code = [
    "\ndef solve(items):\n    return sorted(items)\n", "\nfor i in range(10):\n    print(i)\n", "",
    "\n# TODO handle the empty list\n", "\nconst answer = 42;\n",
  ]
  static let descriptions = [
    "Good warm-up, ten minutes.", "Watch for off-by-one errors.", "Senior candidates find the linear solution.",
    "Round 2, with follow-up on complexity.", "",
  ]
  private static let topics = [
    "a rate limiter", "an LRU cache", "binary search", "a JSON parser", "a bank account", "FizzBuzz", "a URL shortener",
    "a spell checker", "merge sort", "a chess clock", "a trie", "a text wrapper", "Conway's Game of Life",
    "an elevator", "a tic-tac-toe board", "an event queue",
  ]
}

extension String {
  /// The text with its first letter in upper case, if that is ASCII.
  var capitalizedASCII: String { prefix(1).uppercased() + dropFirst() }
}
