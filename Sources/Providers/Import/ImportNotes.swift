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
  /// The first place in the description, and the file that it is in.
  public var position: SourcePosition
  public var file: String
  /// The next places of the same, at most three.
  public var others: [SourcePosition] = []
  /// How many places there are.
  public var count = 1
}

/// Collects what is guessed, left out and wrong, each thing once with its first places.
final class ImportNotes {
  private struct Entry: Hashable {
    var kind: ImportNote.Kind
    var message: String
  }

  private let files: DescriptionFiles
  private var order: [Entry] = []
  private var places: [Entry: [SourceRange]] = [:]
  private var seen: Set<String> = []
  private var warnings: [(group: String, finding: Diagnostic)] = []
  /// Faults of further files, which end the import.
  private(set) var faults: [Diagnostic] = []

  /// How many findings of a group are shown.
  private static let mostOfGroup = 3

  init(_ files: DescriptionFiles) {
    self.files = files
  }

  func guess(_ message: String, _ range: SourceRange) { add(.guessed, message, range) }

  func omit(_ message: String, _ range: SourceRange) { add(.omitted, message, range) }

  /// - Parameter group: of findings that are alike: only the first are shown.
  func warn(_ message: String, _ range: SourceRange, _ hint: String? = nil, group: String? = nil) {
    guard seen.insert("warning \(range.lower) \(message)").inserted else { return }
    let (source, local) = files.place(of: range)
    let finding = Diagnostic(.warning, code: "description", message, hint: hint, source: source, range: local)
    warnings.append((group ?? message, finding))
  }

  func add(_ faults: [Diagnostic]) {
    for fault in faults where !self.faults.contains(fault) { self.faults.append(fault) }
  }

  /// Faults of the description that were got over.
  var findings: [Diagnostic] {
    var counts: [String: Int] = [:]
    for warning in warnings { counts[warning.group, default: 0] += 1 }
    var shown: [String: Int] = [:]
    return warnings.compactMap { group, finding in
      let number = shown[group, default: 0] + 1
      shown[group] = number
      let count = counts[group] ?? 0
      guard number <= Self.mostOfGroup else { return nil }
      guard number == Self.mostOfGroup, count > number else { return finding }
      var last = finding
      let more = "and \(count - number) more like it"
      last.hint = last.hint.map { "\(more); \($0)" } ?? more
      return last
    }
  }

  /// In the order of the text.
  var all: [ImportNote] {
    let first = order.sorted { start(of: $0) < start(of: $1) }
    return first.map { entry in
      let ranges = (places[entry] ?? []).sorted { $0.lower < $1.lower }
      let here = ranges.prefix(4).map { files.place(of: $0) }
      let positions = here.filter { $0.source.name == here[0].source.name }.map {
        $0.source.position(at: $0.range.lower)
      }
      return ImportNote(
        kind: entry.kind, message: entry.message, position: positions[0], file: here[0].source.name,
        others: Array(positions.dropFirst()), count: ranges.count)
    }
  }

  private func start(of entry: Entry) -> Int { places[entry]?.map(\.lower).min() ?? 0 }

  private func add(_ kind: ImportNote.Kind, _ message: String, _ range: SourceRange) {
    let entry = Entry(kind: kind, message: message)
    if places[entry] == nil { order.append(entry) }
    if places[entry]?.contains(range) != true { places[entry, default: []].append(range) }
  }
}
