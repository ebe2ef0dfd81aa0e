import Diagnostics

extension Diagnostic {
  /// Whether a comment on its line marks it as intended.
  var isMeant: Bool {
    guard severity == .danger, let source, let range else { return false }
    return source[source.line(at: range.lower)].saysMeant != nil
  }
}

extension Checker {
  /// Reports comments that permit nothing, because the danger is on another line or gone.
  mutating func reportIdleComments() {
    guard mode == .file, script.source.text.holdsBytes(of: "edush:") else { return }
    let lines = Set(
      meant.filter { $0.source == script.source }.compactMap(\.range).map { script.source.line(at: $0.lower) })
    var place = 0
    while place < script.source.text.utf8.count {
      let line = script.source.line(at: place)
      place = line.upper
      guard !lines.contains(line), let comment = script.source[line].saysMeant else { continue }
      report(
        .warning, "idle-comment", "nothing on this line is a danger",
        hint: "put the comment at the end of the line that the carets mark, or remove it",
        at: SourceRange(line.lower + comment.lowerBound, line.lower + comment.upperBound))
    }
  }
}

extension String {
  /// The byte range of a `# edush: meant` comment in a line, starting at a `#` outside of quotes.
  fileprivate var saysMeant: Range<Int>? {
    guard holdsBytes(of: "edush:") else { return nil }
    var quote: Character?
    var isEscaped = false
    for index in indices {
      let character = self[index]
      if isEscaped {
        isEscaped = false
      } else if quote == "\"", character == "\\" {
        isEscaped = true
      } else if let open = quote {
        if character == open { quote = nil }
      } else if character == "\"" || character == "'" {
        quote = character
      } else if character == "#" {
        guard let comment = self[index...].prefixMatch(of: /#\s*edush:\s*meant\b/) else { return nil }
        let start = utf8.distance(from: startIndex, to: index)
        return start..<start + comment.output.utf8.count
      }
    }
    return nil
  }
}
