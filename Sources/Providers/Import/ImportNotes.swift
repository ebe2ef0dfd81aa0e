public import Diagnostics

/// What an import says beside the manifest it makes.
public struct ImportNote: Sendable, Hashable {
  public enum Kind: String, Sendable, CaseIterable {
    /// The description does not say it; the manifest does.
    case guessed
    /// The description says it; the manifest cannot.
    case omitted
  }

  public var kind: Kind
  /// One sentence without a full stop.
  public var message: String
  /// Where in the description.
  public var position: SourcePosition
}

/// Collects what is guessed, left out and wrong, each thing once.
final class ImportNotes {
  let source: SourceText
  private var entries: [(kind: ImportNote.Kind, message: String, range: SourceRange)] = []
  private var seen: Set<String> = []
  /// Mistakes of the description.
  private(set) var findings: [Diagnostic] = []

  init(_ source: SourceText) {
    self.source = source
  }

  func guess(_ message: String, _ range: SourceRange) { add(.guessed, message, range) }

  func omit(_ message: String, _ range: SourceRange) { add(.omitted, message, range) }

  func warn(_ message: String, _ range: SourceRange, _ hint: String? = nil) {
    guard seen.insert("warning \(range.lower) \(message)").inserted else { return }
    findings.append(
      Diagnostic(.warning, code: "description", message, hint: hint, source: source, range: range))
  }

  /// In the order of the text.
  var all: [ImportNote] {
    let positions = PlaceCounter(source.text).positions(of: entries.map(\.range.lower))
    return zip(entries, positions).map { ImportNote(kind: $0.kind, message: $0.message, position: $1) }
      .sorted { ($0.position.line, $0.position.column) < ($1.position.line, $1.position.column) }
  }

  private func add(_ kind: ImportNote.Kind, _ message: String, _ range: SourceRange) {
    guard seen.insert("\(kind) \(range.lower) \(message)").inserted else { return }
    entries.append((kind, message, range))
  }
}

/// Finds the lines and columns of many places in one pass.
private struct PlaceCounter {
  private let text: String

  init(_ text: String) { self.text = text }

  func positions(of offsets: [Int]) -> [SourcePosition] {
    var positions = [SourcePosition](repeating: SourcePosition(line: 1, column: 1), count: offsets.count)
    var waiting = offsets.indices.sorted { offsets[$0] > offsets[$1] }
    var (line, column, offset) = (1, 1, 0)
    for byte in text.utf8 {
      while let next = waiting.last, offsets[next] <= offset {
        positions[next] = SourcePosition(line: line, column: column)
        waiting.removeLast()
      }
      if waiting.isEmpty { break }
      offset += 1
      if byte == 0x0A {
        (line, column) = (line + 1, 1)
      } else if byte & 0xC0 != 0x80 {
        column += 1
      }
    }
    for next in waiting { positions[next] = SourcePosition(line: line, column: column) }
    return positions
  }
}
