public import Diagnostics

/// Renders a diagnostic for display, ending with a line break:
///
///     error: coderpad.pads.update has no parameter `tilte`
///       --> fix-titles.eduscript:7:31
///        |
///      7 |   coderpad.pads.update($p.id, tilte: "x")
///        |                               ^^^^^ did you mean `title`?
///        = note: called from line 12
///
/// A multi-line range shows its first and last lines. Without a source, only the message, the hint after `help:` and
/// the notes are shown. Control characters are always made visible. Source lines longer than `width` (240 columns if
/// nil) are truncated around the range. The ranges returned by `hiding`, in UTF-8 offsets, are shown as `<redacted>`.
public func render(
  _ diagnostic: Diagnostic, colour: Bool = false, width: Int? = nil, hiding: Hiding = { _ in [] }
) -> String {
  DiagnosticText(
    diagnostic, colour: colour, width: width, hidden: diagnostic.source.map(hiding) ?? []
  ).text
}

/// Renders a diagnostic without its message: the place, the hint and the notes.
public func renderPlace(of diagnostic: Diagnostic, colour: Bool = false, width: Int? = nil) -> String {
  DiagnosticText(diagnostic, colour: colour, width: width, hidden: []).details.map { "\($0)\n" }.joined()
}

/// Returns the parts of a source that must not be shown, in order.
public typealias Hiding = (SourceText) -> [SourceRange]

/// Renders diagnostics in the given order, separated by blank lines. Several are followed by their counts: `2 errors, 1
/// warning`. Of more than fifty, only the first ones are shown, errors before warnings, with the number of omitted
/// ones.
public func render(
  _ diagnostics: [Diagnostic], colour: Bool = false, width: Int? = nil, hiding: Hiding = { _ in [] }
) -> String {
  let shown = diagnostics.count > mostShown ? firstOf(diagnostics) : diagnostics
  // Hidden parts are determined once per source.
  var hidden: [SourceText: [SourceRange]] = [:]
  let texts = shown.map { diagnostic in
    if let source = diagnostic.source, hidden[source] == nil { hidden[source] = hiding(source) }
    let ranges = diagnostic.source.flatMap { hidden[$0] } ?? []
    return DiagnosticText(diagnostic, colour: colour, width: width, hidden: ranges).text
  }
  guard texts.count > 1 else { return texts.first ?? "" }
  let omitted = diagnostics.count - shown.count
  let end = (omitted > 0 ? "and \(omitted) more\n" : "") + summary(of: diagnostics)
  return texts.joined(separator: "\n") + "\n" + Style.bold(end, colour: colour) + "\n"
}

/// The maximum number of diagnostics shown.
private let mostShown = 50

/// Chooses the diagnostics to show, errors and dangers before warnings, and keeps their order.
private func firstOf(_ diagnostics: [Diagnostic]) -> [Diagnostic] {
  var warnings = max(0, mostShown - diagnostics.count { $0.severity != .warning })
  let chosen = diagnostics.filter { diagnostic in
    guard diagnostic.severity == .warning else { return true }
    warnings -= 1
    return warnings >= 0
  }
  return Array(chosen.prefix(mostShown))
}

/// Counts diagnostics by severity: `2 errors, 1 warning`; empty if there are none.
public func summary(of diagnostics: [Diagnostic]) -> String {
  let severities: [Diagnostic.Severity] = [.error, .danger, .warning]
  let counts = severities.map { severity in
    (diagnostics.count { $0.severity == severity }, severity.rawValue)
  }
  return counts.filter { $0.0 > 0 }.map { $0.of($1) }.joined(separator: ", ")
}

/// Builds the text of a diagnostic.
private struct DiagnosticText {
  let diagnostic: Diagnostic
  let colour: Bool
  let width: Int?
  let hidden: [SourceRange]

  init(_ diagnostic: Diagnostic, colour: Bool, width: Int?, hidden: [SourceRange]) {
    self.diagnostic = diagnostic.masking(hidden)
    self.colour = colour
    self.width = width
    self.hidden = hidden
  }

  var text: String { ([headline] + details).map { "\($0)\n" }.joined() }

  /// The lines below the message.
  var details: [String] {
    if let source = diagnostic.source, let range = diagnostic.range {
      return excerpt(SourceExcerpt(source, range, hidden))
    }
    return placeOfSource + help + diagnostic.notes.map { "  note: \(indented($0, by: 8))" }
  }

  private var style: Style {
    switch diagnostic.severity {
    case .error: .error
    case .danger, .warning: .warning
    }
  }

  private var headline: String {
    style(diagnostic.severity.rawValue, colour: colour)
      + Style.bold(": \(indented(diagnostic.message, by: 2))", colour: colour)
  }

  private var placeOfSource: [String] {
    guard let source = diagnostic.source else { return [] }
    return ["  \(gutter("-->")) \(visible(source.name))"]
  }

  private var help: [String] {
    diagnostic.hint.map { ["  \(style("help:", colour: colour)) \(indented($0, by: 8))"] } ?? []
  }

  private func excerpt(_ excerpt: SourceExcerpt) -> [String] {
    let blank = String(repeating: " ", count: excerpt.gutterWidth)
    let columns = max(0, width ?? 240) - excerpt.gutterWidth - 4
    var advice = diagnostic.hint.map { visible($0) }
    var lines = ["\(blank) \(gutter("-->")) \(visible(excerpt.source.name)):\(excerpt.position)"]
    lines.append("\(blank)  \(gutter("|"))")
    for (index, line) in excerpt.lines.enumerated() {
      let isLast = index == excerpt.lines.count - 1
      let number = String(line.number)
      let padding = blank.dropFirst(number.utf8.count)
      let marked = line.displayed(columns: max(20, columns))
      var hint = ""
      if isLast, let text = advice, marked.hasRoom(for: text, columns: width.map { $0 - excerpt.gutterWidth - 4 }) {
        (hint, advice) = (" " + text, nil)
      }
      lines.append(trimmed(" \(padding)\(gutter("\(number) |")) \(marked.text)"))
      lines.append("\(blank)  \(gutter("|")) \(marked.indentation)\(style(marked.carets + hint, colour: colour))")
      if !isLast, excerpt.omitsLines { lines.append("\(blank) \(gutter("..."))") }
    }
    let indentation = excerpt.gutterWidth + 10
    if let advice {
      let room = width.map { max(20, $0 - indentation) }
      lines.append(
        "\(blank)  \(gutter("=")) \(style("help:", colour: colour)) "
          + indented(wrapped(advice, columns: room), by: indentation))
    }
    return lines + diagnostic.notes.map { "\(blank)  \(gutter("=")) note: \(indented($0, by: indentation))" }
  }

  private func gutter(_ text: String) -> String {
    Style.gutter(text, colour: colour)
  }

  /// Indents all lines of a text except the first.
  private func indented(_ text: String, by columns: Int) -> String {
    text.split(omittingEmptySubsequences: false) { $0 == "\n" || $0 == "\r\n" }.map { visible(String($0)) }
      .joined(separator: "\n" + String(repeating: " ", count: columns))
  }

  private func trimmed(_ line: String) -> String {
    String(line[..<(line.lastIndex { $0 != " " }.map(line.index(after:)) ?? line.startIndex)])
  }
}
