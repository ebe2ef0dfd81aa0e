import Query

extension [LayoutPiece] {
  /// The pieces without redundant `;` at the end of a line or block, or after another `;`.
  var withoutNeedlessSeparators: [LayoutPiece] {
    var kept: [LayoutPiece] = []
    var separator: LayoutPiece?
    var breaks = 0
    for var piece in self {
      guard !piece.isSeparator else {
        separator = separator ?? piece
        breaks += piece.breaks
        continue
      }
      if var needed = separator {
        breaks += piece.breaks
        if let last = kept.last, last.isSeparated(from: piece, breaks: breaks) {
          needed.breaks = 0
          kept.append(needed)
        }
        piece.breaks = breaks
        piece.isSpaced = true
      }
      kept.append(piece)
      (separator, breaks) = (nil, 0)
    }
    return kept
  }

  /// The pieces with line breaks after the opening and before the closing brace of each block of several lines.
  var withOpenBlocks: [LayoutPiece] {
    var pieces = self
    var open: [(start: Int, spansLines: Bool)] = []
    for index in indices {
      let piece = self[index]
      if piece.breaks > 0 || index > 0 && self[index - 1].role == .comment {
        for level in open.indices { open[level].spansLines = true }
      }
      if piece.role == .blockStart { open.append((index, false)) }
      guard piece.role == .blockEnd, let block = open.popLast(), block.spansLines else { continue }
      pieces[index].breaks = Swift.max(1, piece.breaks)
      let first = block.start + 1
      if self[first].role != .comment { pieces[first].breaks = Swift.max(1, pieces[first].breaks) }
    }
    return pieces
  }
}

extension LayoutPiece {
  /// Whether a `;` is needed between this piece and the next.
  fileprivate func isSeparated(from next: LayoutPiece, breaks: Int) -> Bool {
    guard role != .blockStart, role != .comment, next.role != .blockEnd, next.role != .comment else { return false }
    return breaks == 0 || next.goesOn
  }

  /// Whether it would continue the statement of the previous line.
  private var goesOn: Bool {
    switch kind {
    case .pipe?, .alternative?, .and?, .or?, .alternation?, .catch?, .else?, .elif?, .setPipe?, .setAlternative?: true
    default: false
    }
  }
}
