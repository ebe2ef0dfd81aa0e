public import Diagnostics

/// A note about a guess or an omission during an import.
public struct ImportNote: Sendable, Hashable {
  /// The kind of note.
  public enum Kind: String, Sendable, CaseIterable {
    /// In the manifest, but not in the description.
    case guessed
    /// In the description, but not possible in the manifest.
    case omitted
  }

  /// Whether something was guessed or omitted.
  public var kind: Kind
  /// One sentence without a full stop.
  public var message: String
  /// The first location in the description.
  public var position: SourcePosition
  /// The file of the first location.
  public var file: String
  /// Up to three further locations.
  public var others: [SourcePosition] = []
  /// The total number of locations.
  public var count = 1
}

/// Collects guesses, omissions and faults; equal ones are merged and keep their first locations.
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
  /// Faults in further files, which end the import.
  private(set) var faults: [Diagnostic] = []

  /// The maximum number of warnings to show per group.
  private static let mostOfGroup = 3

  init(_ files: DescriptionFiles) {
    self.files = files
  }

  func guess(_ message: String, _ range: SourceRange) { add(.guessed, message, range) }

  func omit(_ message: String, _ range: SourceRange) { add(.omitted, message, range) }

  /// - Parameters:
  ///   - range: nil if the text is from the user.
  ///   - group: similar findings, of which only the first ones are shown.
  func warn(_ message: String, _ range: SourceRange?, _ hint: String? = nil, group: String? = nil) {
    guard seen.insert("warning \(range?.lower ?? -1) \(message)").inserted else { return }
    let place = range.map(files.place)
    let finding = Diagnostic(
      .warning, code: "description", message, hint: hint, source: place?.source, range: place?.range)
    warnings.append((group ?? message, finding))
  }

  func add(_ faults: [Diagnostic]) {
    for fault in faults where !self.faults.contains(fault) { self.faults.append(fault) }
  }

  /// The faults of the description that did not prevent the import.
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

  /// Omissions as findings, for an import that produces no methods.
  var omissions: [Diagnostic] {
    let omitted = order.filter { $0.kind == .omitted }.sorted { start(of: $0) < start(of: $1) }
    return omitted.prefix(20).compactMap { entry in
      places[entry]?.min { $0.lower < $1.lower }.map { range in
        let (source, local) = files.place(of: range)
        return Diagnostic(.warning, code: "description", "omitted: \(entry.message)", source: source, range: local)
      }
    }
  }

  /// In the order of their locations.
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
