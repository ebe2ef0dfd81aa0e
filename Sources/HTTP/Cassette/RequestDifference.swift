/// How an unexpected request differs from a recorded one.
struct RequestDifference {
  /// The maximum number of characters to show of a text.
  private static let limit = 160

  /// A description such as ``its path is `/pads/A`, not `/pads/B` ``.
  let text: String

  init(recorded: ComparedRequest, asked: ComparedRequest) {
    let pairs = zip(recorded.parts, asked.parts).filter { $0.text != $1.text }
    text = pairs.map { recorded, asked in
      let start = Self.start(recorded.text, asked.text)
      return "its \(recorded.name) is \(Self.shown(recorded.text, from: start)), "
        + "not \(Self.shown(asked.text, from: start))"
    }.joined(separator: "; ")
  }

  /// Scores the similarity of two requests. Method, account and a common path prefix count most.
  static func likeness(_ one: ComparedRequest, _ other: ComparedRequest) -> Int {
    let common = zip(one.path, other.path).prefix { $0 == $1 }.count
    let path = one.path == other.path ? 12 : common * 8 / max(one.path.count, other.path.count, 1)
    return (one.account == other.account ? 6 : 0) + (one.method == other.method ? 5 : 0) + path
      + (one.query == other.query ? 2 : 0) + (one.body == other.body ? 2 : 0)
  }

  /// The index at which to start showing long texts: shortly before their first difference.
  private static func start(_ one: String, _ other: String) -> Int {
    guard max(one.count, other.count) > limit else { return 0 }
    return max(0, zip(one, other).prefix { $0 == $1 }.count - 40)
  }

  private static func shown(_ text: String, from start: Int) -> String {
    guard !text.isEmpty else { return "empty" }
    let rest = text.dropFirst(start)
    return "`" + (start > 0 ? "…" : "") + rest.prefix(limit) + (rest.count > limit ? "…" : "") + "`"
  }
}
