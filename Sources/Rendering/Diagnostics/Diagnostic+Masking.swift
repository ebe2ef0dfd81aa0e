public import Diagnostics

extension Diagnostic {
  /// No credential is shorter, and shorter texts occur in ordinary words.
  private static let shortestSecret = 4

  /// The diagnostic without what its message, hint and notes repeat of the given parts of its source (UTF-8 offsets).
  public func masking(_ hidden: [SourceRange]) -> Diagnostic {
    guard let source, !hidden.isEmpty else { return self }
    let secrets = hidden.map { source[$0].trimmingPrefix("\"") }.map { $0.hasSuffix("\"") ? $0.dropLast() : $0 }
    func masked(_ text: String) -> String {
      secrets.filter { $0.utf8.count >= Self.shortestSecret }.reduce(text) { $0.replacing($1, with: "<redacted>") }
    }
    var copy = self
    copy.message = masked(message)
    copy.hint = hint.map(masked)
    copy.notes = notes.map(masked)
    return copy
  }
}
