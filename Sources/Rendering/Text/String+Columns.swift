import Width

extension String {
  /// The longest prefix that fits in a number of columns; never splits a character.
  func prefix(columns limit: Int) -> Substring {
    var width = 0
    var end = startIndex
    while end < endIndex {
      width += displayWidth(of: self[end])
      if width > limit { break }
      end = index(after: end)
    }
    return self[..<end]
  }

  /// The longest suffix that fits in a number of columns.
  func suffix(columns limit: Int) -> Substring {
    var width = 0
    var start = endIndex
    while start > startIndex {
      let previous = index(before: start)
      width += displayWidth(of: self[previous])
      if width > limit { break }
      start = previous
    }
    return self[start...]
  }

  /// The text unchanged if it fits in a number of columns, otherwise truncated with `…`.
  func shortened(toColumns limit: Int) -> String {
    if utf8.count <= limit || displayWidth(of: self) <= limit { return self }
    guard limit > 0 else { return "" }
    return prefix(columns: limit - 1) + "…"
  }
}
