import Terminal

/// Which candidates go on from a word: those that begin with it, else those that hold it, whatever the case.
struct CandidateFilter {
  let word: String

  /// Whether a text begins with the word or holds it.
  func goesOn(with text: String) -> Bool { text.lowercased().contains(word.lowercased()) }

  func matching(_ candidates: [Completions.Candidate]) -> [Completions.Candidate] {
    var seen: Set<String> = []
    let distinct = candidates.filter { seen.insert($0.text).inserted }
    guard !word.isEmpty else { return distinct }
    let exact = distinct.filter { $0.text.hasPrefix(word) }
    if !exact.isEmpty { return exact }
    let wanted = word.lowercased()
    let beginning = distinct.filter { $0.text.lowercased().hasPrefix(wanted) }
    return beginning.isEmpty ? distinct.filter { $0.text.lowercased().contains(wanted) } : beginning
  }
}
