import JSON

/// A candidate column of a table of objects.
struct ListColumn {
  /// The content of its cells.
  enum Content {
    case text
    /// Text that is too long for a table: several lines or many words.
    case document
    /// A URL, which is useless when truncated.
    case address
    case number
    case time
    case count
    case boolean
    /// An identifier of another object.
    case reference
  }

  /// The order in which columns are chosen, most useful first.
  enum Rank: Int, Comparable {
    case first
    /// Short texts that differ between rows: titles, names, states.
    case label
    case number
    case time
    case boolean
    case text
    case reference
    case document
    /// The same value in every row.
    case constant
    case empty

    static func < (a: Rank, b: Rank) -> Bool { a.rawValue < b.rawValue }
  }

  let path: ColumnPath
  let heading: Cell
  let cells: [Cell]
  let content: Content
  let isRightAligned: Bool
  /// The width of the widest cell.
  let cellWidth: Int
  let rank: Rank

  init(_ path: ColumnPath, rows: [Value], _ shown: ShownValue, isUnixTime: Bool, isFirst: Bool) {
    self.path = path
    heading = Cell(visible(path.text))
    let key = path.parts.last ?? ""
    let values = rows.map { path.shown(in: $0) }
    cells = values.map { shown.cell($0, key: key, isUnixTime: isUnixTime) }
    cellWidth = cells.map(\.width).max() ?? 0
    content = Self.content(of: values, cells, path: path, shown, isUnixTime: isUnixTime)
    isRightAligned =
      switch content {
      case .number, .count: true
      case .text, .document, .address, .time, .boolean: false
      case .reference: !cells.contains { $0.kind != .number && !$0.isEmpty }
      }
    rank = isFirst ? .first : Self.rank(cells, content, width: cellWidth)
  }

  /// The width including the heading.
  var naturalWidth: Int { max(heading.width, cellWidth) }

  /// Whether truncation would remove the essential part.
  var isWhole: Bool {
    switch content {
    case .number, .time, .count, .boolean, .reference, .address: true
    case .text, .document: false
    }
  }

  private static func content(
    of values: [Value?], _ cells: [Cell], path: ColumnPath, _ shown: ShownValue, isUnixTime: Bool
  ) -> Content {
    let filled = values.compactMap(\.self).filter { !$0.isNull }
    guard !filled.isEmpty else { return .text }
    func all(_ isSo: (Value) -> Bool) -> Bool { filled.allSatisfy(isSo) }
    if all({ $0.kind == .array }) { return .count }
    if all({ $0.bool != nil }) { return .boolean }
    if isUnixTime && shown.clock != nil && all({ $0.kind == .number }) { return .time }
    if all({ $0.text.flatMap(shown.time) != nil }) { return .time }
    if path.isReference { return .reference }
    if all({ $0.kind == .number || $0.text?.isDecimal == true }) { return .number }
    let texts = filled.lazy.compactMap(\.text)
    if texts.contains(where: \.isAddress) { return .address }
    return texts.contains { $0.utf8Count > 120 || $0.hasSeveralLines } ? .document : .text
  }

  private static func rank(_ cells: [Cell], _ content: Content, width: Int) -> Rank {
    if cells.allSatisfy(\.isEmpty) { return .empty }
    if cells.count > 1, Set(cells.lazy.map(\.text)).count == 1 { return .constant }
    switch content {
    case .number: return .number
    case .time: return .time
    case .count: return .number
    case .boolean: return .boolean
    case .reference: return .reference
    case .document, .address: return .document
    case .text: return width <= 40 ? .label : .text
    }
  }
}

extension ColumnPath {
  /// Whether the name is that of an identifier: `id`, `question_id`, `externalId`.
  var isReference: Bool {
    guard let name = parts.last?.string else { return false }
    return name == "id" || name == "uuid" || name.hasSuffix("_id") || name.hasSuffix("Id") || name.hasSuffix("ID")
  }
}

extension Text {
  /// Whether the text is a decimal number: `152.32`.
  var isDecimal: Bool {
    guard 1...24 ~= utf8Count else { return false }
    return withUTF8 { bytes in
      let digits = bytes.drop { $0 == 0x2D }
      return digits.first.map { 0x30...0x39 ~= $0 } == true
        && digits.allSatisfy { 0x30...0x39 ~= $0 || $0 == 0x2E } && digits.count { $0 == 0x2E } <= 1
    }
  }

  fileprivate var isAddress: Bool { withUTF8 { $0.starts(with: "http".utf8) } && string.contains("://") }

  fileprivate var hasSeveralLines: Bool { withUTF8 { $0.contains(0x0A) } }
}
