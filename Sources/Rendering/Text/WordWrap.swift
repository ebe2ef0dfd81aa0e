import Width

/// Wraps lines wider than `columns` at word boundaries; nil leaves the text unchanged.
///
/// Continuation lines are aligned with the last column of a `name  description` line, or with the indentation of the
/// line. A sentence that continues on the next line is refilled. A word wider than a line is not broken.
public func wrapped(_ text: String, columns: Int?) -> String {
  guard let columns, columns > 0 else { return text }
  var rows: [String] = []
  /// Whether the last row is the rest of a wrapped line.
  var isRest = false
  for line in text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init) {
    var line = line
    if isRest, let rest = rows.last, goesOn(rest, with: line) {
      rows.removeLast()
      line = rest + " " + line
    }
    let broken = WrappedLine(line, columns: columns).rows
    isRest = broken.count > 1
    rows += broken
  }
  return rows.joined(separator: "\n")
}

/// Whether a line continues the sentence before it, so that they can be joined.
private func goesOn(_ rest: String, with line: String) -> Bool {
  guard let last = rest.last, let first = line.first else { return false }
  return first.isLetter && first.isLowercase && rest.first != " "
    && (last.isLetter || last.isNumber || ",`)".contains(last))
    && !line.contains("  ")
}

/// A single line, wrapped at word boundaries.
private struct WrappedLine {
  let rows: [String]

  init(_ line: String, columns: Int) {
    guard line.utf8.count > columns, displayWidth(of: line) > columns else {
      rows = [line]
      return
    }
    let hanging = Self.indentation(of: line)
    let indentation = String(repeating: " ", count: hanging * 2 <= columns ? hanging : Self.blanks(line))
    var rows: [String] = []
    var row = ""
    for (index, word) in line.split(separator: " ", omittingEmptySubsequences: false).enumerated() {
      let longer = index == 0 ? String(word) : row + " " + word
      if displayWidth(of: longer) <= columns || row.allSatisfy({ $0 == " " }) {
        row = longer
      } else {
        rows.append(row)
        row = indentation + word
      }
    }
    self.rows = rows + [row]
  }

  /// The start of the last column, which follows two or more spaces; otherwise the indentation.
  private static func indentation(of line: String) -> Int {
    let characters = Array(line)
    var start = blanks(line)
    for index in characters.indices.dropFirst(max(start, 2)) where characters[index] != " " {
      guard characters[index - 1] == " ", characters[index - 2] == " " else { continue }
      start = displayWidth(of: String(characters[..<index]))
    }
    return start
  }

  private static func blanks(_ line: String) -> Int { line.prefix { $0 == " " }.count }
}
