import Diagnostics
public import Query
public import Script

/// Where a run stops for the user: `--step`, `--break`, `--break-on error`.
public struct StopPoints: Sendable {
  /// A line of the script and an optional condition: `--break 12:$row.id == 5`.
  public struct Line: Sendable {
    /// From 1.
    public var number: Int
    /// An expression in the script's language; nil stops every time.
    public var condition: String?

    /// Parses `LINE[:CONDITION]`; nil if the line number is not valid.
    public init?(parsing text: String) {
      let parts = text.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
      guard let number = parts.first.flatMap({ Int($0) }), number > 0 else { return nil }
      self.number = number
      guard parts.count > 1 else { return }
      let condition = String(parts[1])
      guard !condition.allSatisfy(\.isWhitespace) else { return nil }
      self.condition = condition
    }
  }

  /// Stop before every write.
  public var beforeWrites = false
  /// Stop at these lines.
  public var lines: [Line] = []
  /// Stop where a row or the script fails.
  public var onError = false

  /// Creates stop points for a run that does not stop.
  public init() {}

  /// Whether the run never stops.
  public var isEmpty: Bool { !beforeWrites && lines.isEmpty && !onError }
}

extension StopPoints {
  /// The conditions, by the offset of the statement at which they apply: the first statement on the line in each block,
  /// or the next one below if the line has no statement.
  public func places(in script: Script) throws(Failure) -> [Int: [String?]] {
    var places: [Int: [String?]] = [:]
    let starts = script.lineStarts
    for line in lines {
      if let condition = line.condition { try check(condition, of: line.number) }
      guard let first = starts.filter({ $0.line >= line.number }).map(\.line).min() else {
        let last = starts.map(\.line).max() ?? 0
        throw Failure(
          .usage, "--break \(line.number): no statement there or below",
          hint: last == 0 ? "the script is empty" : "the last one begins in line \(last)")
      }
      for start in starts where start.line == first { places[start.offset, default: []].append(line.condition) }
    }
    return places
  }

  private func check(_ condition: String, of line: Int) throws(Failure) {
    let script = ScriptParser.parse(SourceText(name: "--break \(line)", text: condition))
    if let error = script.diagnostics.first(where: { $0.severity == .error }) {
      throw Failure(
        .usage, "--break \(line): \(error.message)", hint: error.hint, source: error.source, range: error.range)
    }
    guard script.statements.count == 1, case .expression? = script.statements.first?.kind else {
      throw Failure(
        .usage, "--break \(line): the condition must be one expression, such as $row.id == 5",
        source: script.source, range: SourceRange(0, condition.utf8.count))
    }
  }
}

extension Script {
  /// The offset of the first statement on each line, in every block.
  fileprivate var lineStarts: [(line: Int, offset: Int)] {
    var starts: [(line: Int, offset: Int)] = []
    func collect(_ statements: [Statement]) {
      var last = 0
      for statement in statements {
        let line = source.position(at: statement.range.lower).line
        if line != last { starts.append((line, statement.range.lower)) }
        last = line
        for block in statement.blocks { collect(block.statements) }
      }
    }
    collect(statements)
    return starts
  }
}
