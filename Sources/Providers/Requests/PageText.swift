/// Summarises a web page: its title, otherwise the beginning of its text.
struct PageText {
  /// The maximum number of characters.
  private static let shown = 80
  /// Elements whose text is not displayed.
  private static let hidden: Set<String> = ["script", "style", "head"]

  /// Nil if the page contains no text.
  let text: String?

  /// - Parameter page: HTML, which may be truncated.
  init(_ page: String) {
    var (title, words) = ("", "")
    /// The enclosing element, if it is relevant.
    var element = ""
    for piece in page.split(separator: "<") {
      let parts = piece.split(separator: ">", maxSplits: 1)
      guard let tag = parts.first else { continue }
      let name = tag.prefix { $0.isLetter || $0 == "/" }.lowercased()
      if name == "title" || Self.hidden.contains(name) { element = name }
      if name.hasPrefix("/"), name.dropFirst() == element { element = "" }
      guard let said = parts.dropFirst().first else { continue }
      if element == "title" { title += said } else if element.isEmpty { words += " " + said }
    }
    let said = [title, words].lazy.map(Self.oneLine).first { !$0.isEmpty }
    text = said.map { $0.count > Self.shown ? $0.prefix(Self.shown) + "…" : $0 }
  }

  private static func oneLine(_ text: String) -> String {
    text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
  }
}
