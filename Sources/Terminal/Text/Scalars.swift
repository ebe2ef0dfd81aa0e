/// The scalars of an edited text, which libedit counts, and the characters they form.
enum Scalars {
  /// Longer grapheme clusters are split; they do not occur in practice.
  private static let longestCluster = 200

  /// The end of the character that begins at an index.
  static func characterEnd(in text: [Unicode.Scalar], from index: Int) -> Int {
    guard index < text.count else { return text.count }
    let next = index + 1
    guard next < text.count else { return next }
    if text[index].isASCII, text[next].isASCII { return next }
    var end = next
    while end < text.count, !text[end].isASCII, end - index < longestCluster { end += 1 }
    return index + (string(text[index..<end]).first?.unicodeScalars.count ?? 1)
  }

  /// The start of the character that ends at an index.
  static func characterStart(in text: [Unicode.Scalar], before index: Int) -> Int {
    guard index > 0 else { return 0 }
    var start = index - 1
    if text[start].isASCII { return start }
    while start > 0, !text[start].isASCII, index - start < longestCluster { start -= 1 }
    return index - (string(text[start..<index]).last?.unicodeScalars.count ?? 1)
  }

  static func string(_ scalars: some Sequence<Unicode.Scalar>) -> String {
    var view = String.UnicodeScalarView()
    view.append(contentsOf: scalars)
    return String(view)
  }

  /// The index of the scalar at or before a UTF-8 offset.
  static func index(in text: [Unicode.Scalar], utf8Offset: Int) -> Int {
    var offset = 0
    for (index, scalar) in text.enumerated() {
      let end = offset + UTF8.width(scalar)
      if end > utf8Offset { return index }
      offset = end
    }
    return text.count
  }

  /// The UTF-8 offset of the scalar at an index.
  static func utf8Offset(in text: [Unicode.Scalar], index: Int) -> Int {
    text.prefix(index).reduce(0) { $0 + UTF8.width($1) }
  }
}
