import Diagnostics

extension Diagnostic {
  /// Whether a comment on its line says that it is meant.
  var isMeant: Bool {
    guard severity == .danger, let source, let range else { return false }
    return source[source.line(at: range.lower)].endsInComment(/#\s*edush:\s*meant\b/)
  }
}

extension String {
  /// Whether a line has a comment that begins so: a `#` outside of quotes.
  fileprivate func endsInComment(_ beginning: some RegexComponent) -> Bool {
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
        return self[index...].prefixMatch(of: beginning) != nil
      }
    }
    return false
  }
}
