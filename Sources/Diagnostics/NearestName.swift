extension Sequence<String> {
  /// Returns the name most similar to a misspelt one; nil if more than a third of the letters differ from every name.
  public func nearest(to name: String) -> String? {
    let wanted = Array(name.lowercased().unicodeScalars)
    let limit = Swift.max(1, wanted.count / 3)
    var best: (distance: Int, name: String)?
    for candidate in self where candidate != name && abs(candidate.utf8.count - name.utf8.count) <= 4 * limit {
      let letters = Array(candidate.lowercased().unicodeScalars)
      guard abs(letters.count - wanted.count) <= limit else { continue }
      let distance = editDistance(wanted, letters)
      if distance <= limit, distance < best?.distance ?? .max { best = (distance, candidate) }
    }
    return best?.name
  }
}

/// The optimal string alignment distance: the number of insertions, deletions, substitutions and transpositions of
/// adjacent letters.
private func editDistance(_ a: [Unicode.Scalar], _ b: [Unicode.Scalar]) -> Int {
  guard !a.isEmpty, !b.isEmpty else { return max(a.count, b.count) }
  var beforeLast = [Int](repeating: 0, count: b.count + 1)
  var last = Array(0...b.count)
  for i in 1...a.count {
    var row = [i] + [Int](repeating: 0, count: b.count)
    for j in 1...b.count {
      row[j] = min(last[j] + 1, row[j - 1] + 1, last[j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1))
      if i > 1, j > 1, a[i - 1] == b[j - 2], a[i - 2] == b[j - 1] { row[j] = min(row[j], beforeLast[j - 2] + 1) }
    }
    beforeLast = last
    last = row
  }
  return last[b.count]
}
