import Diagnostics
import Query
import Script
import Terminal

/// Highlights the line being typed, and marks undefined names.
struct Highlighter {
  /// Longer texts are not highlighted, since this runs after every key press.
  private static let limit = 10_000

  let catalog: any Catalog
  /// The account in use.
  let account: Account?
  var theme = Theme.dark
  /// Finds the undefined names in a text.
  var unknownNames: (_ text: String) -> [UnknownName] = { _ in [] }

  /// - Parameter cursor: a UTF-8 offset; nil if the line has been entered.
  func ranges(_ text: String, cursor: Int? = nil) -> [StyledRange] {
    guard theme != .none, text.utf8.count <= Self.limit else { return [] }
    let line = EnteredLine(text)
    return tokens(line, text) + marks(line, text, cursor) + brackets(text, cursor)
  }

  private var palette: Palette { Palette(theme: theme) }

  private func tokens(_ line: EnteredLine, _ text: String) -> [StyledRange] {
    if let shell = line.shell {
      return tokens(shell.expression ?? "") + [styled(shell.mark, palette.shellMark)]
    }
    guard let suffix = line.suffix else { return tokens(text) }
    return tokens(suffix.removed(from: text))
      + [styled(suffix.range, line.format == nil ? palette.wrong : palette.suffix)]
  }

  private func tokens(_ text: String) -> [StyledRange] {
    TokenClassifier.classify(text, catalog: catalog, account: account).compactMap { token in
      guard let style = palette.style(of: token.kind), token.range.lower < token.range.upper else { return nil }
      return styled(token.range, style)
    }
  }

  private func marks(_ line: EnteredLine, _ text: String, _ cursor: Int?) -> [StyledRange] {
    // For `?pads`, the text of the line differs.
    guard text.hasPrefix(line.text) || line.suffix != nil else { return [] }
    return unknownNames(line.text).filter { $0.isFinished(cursor: cursor) }.map { styled($0.range, palette.wrong) }
  }

  private func brackets(_ text: String, _ cursor: Int?) -> [StyledRange] {
    guard let cursor, let pair = BracketPair(in: text, cursor: cursor) else { return [] }
    return [styled(pair.opening, palette.bracket), styled(pair.closing, palette.bracket)]
  }

  private func styled(_ range: SourceRange, _ style: Style) -> StyledRange {
    StyledRange(range.lower..<range.upper, style)
  }
}
