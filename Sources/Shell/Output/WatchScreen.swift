import Glibc
import Rendering
import Synchronization
import Terminal

/// Draws the rounds of `watch` over each other on the terminal's alternate screen.
final class WatchScreen: Sendable {
  private let seconds: Double
  private let text: String
  private let last = Mutex<[String]?>(nil)
  /// The maximum number of removed rows to show.
  private static let goneRows = 5

  init(seconds: Double, text: String) {
    self.seconds = seconds
    self.text = text
  }

  func open() { StandardStream.output.write("\u{1B}[?1049h\u{1B}[?25l") }

  func close() { StandardStream.output.write("\u{1B}[?25h\u{1B}[?1049l") }

  /// Draws a round in the current size of the terminal.
  func draw(_ shown: String, round: Int) {
    StandardStream.eraseStatus()
    let size = TerminalSize(of: STDOUT_FILENO) ?? .usual
    let plain = shown.replacing(/\u{1B}\[[0-9;]*m/, with: "")
    let lines = plain.split(separator: "\n", omittingEmptySubsequences: true).map(String.init)
    let marked = last.withLock { before in
      defer { before = lines }
      return Self.marked(lines, since: before)
    }
    let every = seconds == seconds.rounded() ? "\(Int(seconds))" : "\(seconds)"
    let heading = "\(Self.clock()) · every \(every) s · round \(round) · \(oneLine(text)) · Ctrl-C ends"
    let room = max(1, size.rows - 2)
    var rows = [Style.bold(oneLine(heading, columns: size.columns), colour: true)]
    rows += marked.prefix(room).map { $0.drawn(columns: size.columns) }
    if marked.count > room { rows.append(Style.dim("… \(marked.count - room) more lines", colour: true)) }
    let frame = rows.map { $0 + "\u{1B}[K" }.joined(separator: "\r\n")
    StandardStream.output.write("\u{1B}[H" + frame + "\u{1B}[J")
  }

  private static func clock() -> String {
    var (now, parts) = (time(nil), tm())
    localtime_r(&now, &parts)
    return [parts.tm_hour, parts.tm_min, parts.tm_sec].map { $0 < 10 ? "0\($0)" : "\($0)" }.joined(separator: ":")
  }

  // MARK: Changes

  /// A line of a round, with its changes.
  struct Line: Equatable {
    let text: String
    /// The changed words, as ranges of characters.
    var changed: [Range<Int>] = []
    /// Whether the line was only in the previous round.
    var isGone = false

    func drawn(columns: Int) -> String {
      guard !isGone else { return Style.dim(oneLine("− " + text, columns: columns), colour: true) }
      let characters = Array(oneLine(text, columns: columns))
      var result = ""
      for (index, character) in characters.enumerated() {
        if changed.contains(where: { $0.lowerBound == index }) { result += "\u{1B}[7m" }
        result.append(character)
        if changed.contains(where: { $0.upperBound == index + 1 }) { result += "\u{1B}[27m" }
      }
      return result + "\u{1B}[0m"
    }
  }

  /// Marks the changes since the previous round. Lines are matched by their first word if it is unique, as ids in a
  /// table, otherwise by position.
  static func marked(_ lines: [String], since before: [String]?) -> [Line] {
    guard let before else { return lines.map { Line(text: $0) } }
    let (keys, old) = (lines.map(firstWord), before.map(firstWord))
    guard Set(keys).count == keys.count, Set(old).count == old.count else {
      return lines.enumerated().map { index, line in
        Line(text: line, changed: index < before.count ? changes(line, since: before[index]) : whole(line))
      }
    }
    let known = Dictionary(uniqueKeysWithValues: zip(old, before))
    let marked = zip(keys, lines).map { key, line in
      Line(text: line, changed: known[key].map { changes(line, since: $0) } ?? whole(line))
    }
    let gone = zip(old, before).filter { !keys.contains($0.0) }.prefix(goneRows)
    return marked + gone.map { Line(text: $0.1, isGone: true) }
  }

  private static func firstWord(_ line: String) -> String {
    String(line.drop(while: \.isWhitespace).prefix { !$0.isWhitespace })
  }

  private static func whole(_ line: String) -> [Range<Int>] { line.isEmpty ? [] : [0..<line.count] }

  /// The words of a line that are not in the other line.
  private static func changes(_ line: String, since other: String) -> [Range<Int>] {
    let known = Set(words(other).map(\.text))
    return words(line).filter { !known.contains($0.text) }.map(\.range)
  }

  private static func words(_ line: String) -> [(text: String, range: Range<Int>)] {
    var words: [(text: String, range: Range<Int>)] = []
    var (word, start) = ("", 0)
    for (index, character) in (Array(line) + [" "]).enumerated() {
      if character.isWhitespace {
        if !word.isEmpty { words.append((word, start..<index)) }
        word = ""
      } else {
        if word.isEmpty { start = index }
        word.append(character)
      }
    }
    return words
  }
}
