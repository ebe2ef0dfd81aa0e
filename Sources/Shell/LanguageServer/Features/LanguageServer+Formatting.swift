import Diagnostics
import JSON
import Script

extension LanguageServer {
  /// The edits that produce the canonical layout; none if the text has it or has syntax errors.
  func formatting(of document: Document) -> Value {
    let source = document.source
    guard let text = try? CanonicalLayout.text(of: source) else { return [] }
    return Value(
      LayoutEdits(from: source.text, to: text).edits.map { edit in
        ["range": document.lines.range(of: edit.range).value, "newText": Value(edit.text)]
      })
  }
}

/// The whitespace differences between a text and its layout, so that edits do not affect cursors and marks around them.
struct LayoutEdits {
  struct Edit: Equatable {
    var range: SourceRange
    var text: String
  }

  private(set) var edits: [Edit] = []

  /// One edit per run of whitespace; a single edit for everything if the texts differ in anything else.
  init(from old: String, to new: String) {
    let (before, after) = (Array(old.utf8), Array(new.utf8))
    var (i, j) = (0, 0)
    while i < before.count || j < after.count {
      let (gap, other) = (Self.blanks(before, from: i), Self.blanks(after, from: j))
      if before[gap] != after[other] {
        edits.append(
          Edit(
            range: SourceRange(gap.lowerBound, gap.upperBound), text: String(decoding: after[other], as: UTF8.self)))
      }
      (i, j) = (gap.upperBound, other.upperBound)
      let (one, another) = (i < before.count ? before[i] : nil, j < after.count ? after[j] : nil)
      guard one == another else {
        edits = [Edit(range: SourceRange(0, before.count), text: new)]
        return
      }
      (i, j) = (i + 1, j + 1)
    }
  }

  private static func blanks(_ bytes: [UInt8], from start: Int) -> Range<Int> {
    var end = start
    while end < bytes.count, [0x20, 0x09, 0x0A, 0x0D].contains(bytes[end]) { end += 1 }
    return min(start, bytes.count)..<max(min(start, bytes.count), end)
  }
}
