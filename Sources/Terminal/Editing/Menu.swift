import Width

/// The candidates of a completion in columns, and the chosen one.
struct Menu {
  let candidates: [Completions.Candidate]
  private(set) var selection: Int?
  /// Whether the chosen candidate is only marked, so that the next step inserts it instead of moving on.
  private(set) var isOffer = false
  private let nameWidth: Int
  private let summaryWidth: Int

  private static let gap = 2
  private static let widestSummary = 40

  /// - Parameter offersFirst: whether the first candidate is marked, so that Enter accepts it.
  init(_ candidates: [Completions.Candidate], offersFirst: Bool = false) {
    self.candidates = candidates
    selection = offersFirst && !candidates.isEmpty ? 0 : nil
    isOffer = offersFirst
    nameWidth = candidates.reduce(0) { max($0, displayWidth(of: Self.label($1))) }
    summaryWidth = candidates.reduce(0) { max($0, displayWidth(of: $1.summary)) }
  }

  var selected: Completions.Candidate? { selection.map { candidates[$0] } }

  /// The longest common prefix of all candidates.
  var commonPrefix: String {
    guard var prefix = candidates.first.map({ Array($0.text) }) else { return "" }
    for candidate in candidates.dropFirst() {
      prefix = zip(prefix, candidate.text).prefix { $0 == $1 }.map(\.0)
    }
    return String(prefix)
  }

  private static func label(_ candidate: Completions.Candidate) -> String {
    candidate.display ?? candidate.text
  }
}

// Movement. Columns are filled from the top.
extension Menu {
  /// A direction in which to move from the chosen candidate.
  enum Direction {
    case next, previous, up, down, left, right, pageUp, pageDown
  }

  /// - Parameter limit: the number of visible rows, as in `rows(width:limit:)`.
  mutating func move(_ direction: Direction, width: Int, limit: Int = .max) {
    guard !candidates.isEmpty else { return }
    let wasOffer = isOffer
    isOffer = false
    if wasOffer, direction == .next || direction == .down { return }
    guard let current = selection else {
      selection = [.previous, .up, .pageUp].contains(direction) ? candidates.count - 1 : 0
      return
    }
    let rows = rowCount(width: width)
    switch direction {
    case .next, .down: selection = (current + 1) % candidates.count
    case .previous, .up: selection = (current + candidates.count - 1) % candidates.count
    case .right: selection = current + rows < candidates.count ? current + rows : current % rows
    case .left: selection = current >= rows ? current - rows : lastInRow(current % rows, rows)
    case .pageUp: selection = max(current - pageHeight(rows, limit), current / rows * rows)
    case .pageDown:
      selection = min(current + pageHeight(rows, limit), (current / rows + 1) * rows - 1, candidates.count - 1)
    }
  }

  /// The number of candidate rows on a page. If some are hidden, one row shows which ones are visible.
  private func pageHeight(_ rows: Int, _ limit: Int) -> Int {
    rows > limit ? max(1, limit - 1) : rows
  }

  private func lastInRow(_ row: Int, _ rows: Int) -> Int {
    row + (candidates.count - 1 - row) / rows * rows
  }
}

extension Menu {
  /// The visible rows around the chosen candidate. If some are hidden, the last row shows the position.
  func rows(width: Int, limit: Int) -> [StyledText] {
    guard limit > 0, !candidates.isEmpty else { return [] }
    let count = rowCount(width: width)
    guard count > limit else { return (0..<count).map { row($0, of: count, width: width) } }
    let height = max(1, limit - 1)
    let selectedRow = (selection ?? 0) % count
    let top = min(max(0, selectedRow - height / 2), count - height)
    let shown = (top..<(top + height)).map { row($0, of: count, width: width) }
    guard limit > 1 else { return shown }
    return shown + [StyledText("rows \(top + 1) to \(top + height) of \(count)", .dim)]
  }

  private func cellWidth(_ width: Int) -> Int {
    let summary = summaryWidth == 0 ? 0 : Self.gap + min(summaryWidth, Self.widestSummary)
    return max(1, min(nameWidth + summary, width))
  }

  private func rowCount(width: Int) -> Int {
    let across = max(1, (width + Self.gap) / (cellWidth(width) + Self.gap))
    return (candidates.count + across - 1) / across
  }

  private func row(_ row: Int, of count: Int, width: Int) -> StyledText {
    let cell = cellWidth(width)
    return stride(from: row, to: candidates.count, by: count).reduce(StyledText("")) { text, index in
      text + StyledText(text.spans.isEmpty ? "" : String(repeating: " ", count: Self.gap)) + self.cell(index, cell)
    }
  }

  private func cell(_ index: Int, _ width: Int) -> StyledText {
    let candidate = candidates[index]
    let isSelected = index == selection
    let name = Self.fitted(Self.label(candidate), min(nameWidth, width))
    let rest = width - min(nameWidth, width)
    let summary =
      rest > Self.gap ? String(repeating: " ", count: Self.gap) + Self.fitted(candidate.summary, rest - Self.gap) : ""
    return StyledText(name, isSelected ? Style(nil, .inverse) : .plain)
      + StyledText(summary, isSelected ? Style(nil, [.inverse, .dim]) : .dim)
  }

  /// The text on one line with exactly the given width.
  private static func fitted(_ text: String, _ width: Int) -> String {
    var fitted = ""
    var used = 0
    let isCut = displayWidth(of: text) > width
    for character in text where displayWidth(of: character) > 0 {
      let columns = displayWidth(of: character)
      if used + columns > width - (isCut ? 1 : 0) { break }
      fitted.append(character)
      used += columns
    }
    if isCut, used < width {
      fitted += "…"
      used += 1
    }
    return fitted + String(repeating: " ", count: max(0, width - used))
  }
}
