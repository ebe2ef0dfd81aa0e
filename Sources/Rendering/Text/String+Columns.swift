import Width

extension String {
  /// The longest beginning that takes at most so many columns; it never cuts a character in two.
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

  /// The longest end that takes at most so many columns.
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

  /// The text itself where it takes at most so many columns, else its beginning and `…`.
  func shortened(toColumns limit: Int) -> String {
    if utf8.count <= limit || displayWidth(of: self) <= limit { return self }
    guard limit > 0 else { return "" }
    return prefix(columns: limit - 1) + "…"
  }
}
