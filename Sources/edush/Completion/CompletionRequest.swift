import Rendering
import Shell

/// What the completion scripts ask: `edush __complete WORD…`, the last word being the one to complete.
///
/// The answer has a line for each candidate, its help after a tab, and `:files EXTENSION…` or `:folders` where the shell
/// completes paths itself.
enum CompletionRequest {
  static let name = "__complete"

  static func answer(_ words: [String]) -> String {
    ArgumentCompletion(words).offers.map { line(of: $0) + "\n" }.joined()
  }

  private static func line(of offer: ArgumentCompletion.Offer) -> String {
    switch offer {
    case .word(let candidate):
      // Help comes from scripts and manifests.
      ([candidate.text] + (candidate.help.isEmpty ? [] : [candidate.help])).map { visible($0) }.joined(separator: "\t")
    case .files(let extensions): ([":files"] + extensions).joined(separator: " ")
    case .folders: ":folders"
    }
  }
}
