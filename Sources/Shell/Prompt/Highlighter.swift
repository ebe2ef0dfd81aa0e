import Diagnostics
import Query
import Rendering
import Script
import Terminal

/// Colours the line that is being typed.
struct Highlighter {
  /// Longer texts stay plain: it runs after every key.
  private static let limit = 10_000

  let catalog: any Catalog
  /// The account in use.
  let account: Account?

  func ranges(_ text: String) -> [StyledRange] {
    guard text.utf8.count <= Self.limit else { return [] }
    if let shell = ShellEscape(of: text) {
      return tokens(shell.expression ?? "") + [StyledRange(shell.mark.lower..<shell.mark.upper, .bold)]
    }
    guard let suffix = ResultSuffix(of: text) else { return tokens(text) }
    let isKnown = OutputFormat(suffix: suffix.name) != nil
    let range = suffix.range.lower..<suffix.range.upper
    return tokens(suffix.removed(from: text)) + [StyledRange(range, Terminal.Style(isKnown ? .brightCyan : .red))]
  }

  private func tokens(_ text: String) -> [StyledRange] {
    TokenClassifier.classify(text, catalog: catalog, account: account).compactMap { token in
      let style = Self.style(of: token.kind)
      guard style != .plain, token.range.lower < token.range.upper else { return nil }
      return StyledRange(token.range.lower..<token.range.upper, style)
    }
  }

  private static func style(of kind: ClassifiedToken.Class) -> Terminal.Style {
    switch kind {
    case .statement, .command, .keyword: .bold
    case .provider, .resource, .method: Terminal.Style(.cyan)
    case .variable: Style(.magenta)
    case .field, .name: Style(.blue)
    case .string: Style(.green)
    case .escape, .format, .exchange: Style(.brightCyan)
    case .number, .constant: Style(.yellow)
    case .comment: .dim
    case .invalid: Style(.red)
    case .function, .argument, .operator: .plain
    }
  }
}
