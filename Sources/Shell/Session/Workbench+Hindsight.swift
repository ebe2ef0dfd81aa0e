import HTTP
import Query
import Script
import Terminal

extension Workbench {
  /// Hides what became a secret after it was written: in the history, in recorded and generated scripts, in archives.
  /// The log of exchanges does so by itself.
  func hideInHindsight() {
    let redactor = connection.redactor
    history.value.filterAgain { redactor.redact($0) != $0 }
    let hidden: (String) -> String? = { [filter] text in
      let masked = redactor.redact(text)
      guard masked != text else { return nil }
      return text.hasPrefix("#") ? masked : filter.masked(text).asComment
    }
    lines.replace(hidden)
    do throws(Failure) {
      try files.replace(hidden)
      try files.rewriteArchives(redactor.redact)
    } catch {
      report([error.diagnostic()])
    }
  }
}

extension String {
  /// Every line as a comment of a script.
  var asComment: String {
    split(separator: "\n", omittingEmptySubsequences: false).map { "# " + $0 }.joined(separator: "\n")
  }
}
