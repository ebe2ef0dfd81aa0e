import Rendering
import Shell

/// A request by a completion script: `edush __complete WORD…`. The last word is to be completed.
///
/// The output has one line per candidate, with its help after a tab, and `:files EXTENSION…` or `:folders` if the shell
/// should complete paths itself.
enum CompletionRequest {
  static let name = "__complete"

  static func answer(_ words: [String]) -> String {
    ArgumentCompletion(words).offers.map { line(of: $0) + "\n" }.joined()
  }

  private static func line(of offer: ArgumentCompletion.Offer) -> String {
    switch offer {
    case .word(let candidate):
      // Help comes from scripts and manifests, so control characters are escaped.
      ([candidate.text] + (candidate.help.isEmpty ? [] : [candidate.help])).map { visible($0) }.joined(separator: "\t")
    case .files(let extensions): ([":files"] + extensions).joined(separator: " ")
    case .folders: ":folders"
    }
  }
}
