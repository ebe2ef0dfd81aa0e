import Diagnostics
import Query

extension PrecedingTokens {
  /// Functions that give their argument the elements of their input.
  private static let elementwise: Set<String> = [
    "map", "map_values", "sort_by", "group_by", "unique_by", "min_by", "max_by", "any", "all", "with_entries", "INDEX",
  ]

  /// Words behind which a new expression begins.
  private static let expressionWords: Set<String> = ["print", "assert", "save", "to", "in", "watch", "explain"]

  /// A filter that, run on the last value, yields the `.` whose fields are wanted at an offset.
  ///
  /// In `map(select(.kind == "ran") | .` it is `. | .[] | select(.kind == "ran")`.
  func pipeline(endingAt offset: Int) -> String {
    var reading = PipelineReading(start: statementStart)
    for (index, token) in tokens.enumerated() where (statementStart..<offset).contains(token.range.lower) {
      switch token.kind {
      case .leftParenthesis, .leftBracket, .leftBrace, .interpolationStart:
        let function = index > 0 && !token.isSpaced ? tokens[index - 1].word : nil
        reading.open(at: token.range.upper, ofElements: function.map(Self.elementwise.contains) ?? false)
      case .rightParenthesis, .rightBracket, .rightBrace, .interpolationEnd: reading.close()
      case .pipe: reading.endStage(with: text(reading.start..<token.range.lower), next: token.range.upper)
      case .comma, .colon, .semicolon, .assign, .equal, .notEqual, .less, .greater, .lessOrEqual, .greaterOrEqual,
        .plus,
        .minus, .times, .divide, .percent, .and, .or, .alternative, .then, .else, .elif, .if, .try, .catch, .reduce,
        .foreach, .stringStart:
        reading.restart(at: token.range.upper)
      default:
        if let word = token.word, Self.expressionWords.contains(word) { reading.restart(at: token.range.upper) }
      }
    }
    reading.endStage(with: text(reading.start..<max(reading.start, offset)), next: offset)
    return (["."] + reading.stages).joined(separator: " | ")
  }

  private var statementStart: Int {
    tokens.last { $0.startsLine && $0.kind != .pipe }?.range.lower ?? 0
  }
}

/// What has been read of a pipeline, and of the ones around it.
private struct PipelineReading {
  private(set) var stages: [String] = []
  /// Where the stage that is being read begins.
  private(set) var start: Int
  private var outer: [(stages: [String], start: Int)] = []

  init(start: Int) {
    self.start = start
  }

  mutating func open(at offset: Int, ofElements: Bool) {
    outer.append((stages, start))
    if ofElements { stages.append(".[]") }
    start = offset
  }

  mutating func close() {
    guard let last = outer.popLast() else { return }
    (stages, start) = last
  }

  mutating func endStage(with text: String, next: Int) {
    let words = text.split(whereSeparator: \.isWhitespace)
    if let first = words.first, let last = words.last {
      stages.append(String(text[first.startIndex..<last.endIndex]))
    }
    start = next
  }

  mutating func restart(at offset: Int) {
    start = offset
  }
}
