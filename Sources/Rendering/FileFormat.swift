public import JSON

/// The file formats of `save`, chosen by the file extension.
public enum FileFormat: String, CaseIterable, Sendable {
  /// One value on several lines, indented by two spaces.
  case json
  /// Compact JSON, one value per line.
  case ndjson
  case csv
  case tsv
  case yaml
  /// Strings unchanged, other values as a Markdown table.
  case markdown = "md"
  /// Strings unchanged, other values as compact JSON, one per line.
  case text = "txt"

  /// Finds the format for a file extension without its dot, ignoring case; nil if unknown.
  public init?(extension name: some StringProtocol) {
    self.init(rawValue: name.lowercased())
  }

  /// Finds the format for a path by its extension.
  public init?(path: String) {
    guard let name = path.split(separator: "/", omittingEmptySubsequences: false).last,
      let dot = name.lastIndex(of: "."), dot > name.startIndex
    else { return nil }
    self.init(extension: name[name.index(after: dot)...])
  }

  /// The usual extension, without the dot.
  public var fileExtension: String { rawValue }

  /// Whether it can hold any number of values; otherwise exactly one.
  public var holdsSeveralValues: Bool { self == .ndjson || self == .text || isDelimited }

  /// Whether it has one line of cells per record.
  public var isDelimited: Bool { self == .csv || self == .tsv }

  /// Returns a renderer for values that arrive one by one: unmasked and without colours.
  ///
  /// - Parameter separator: the cell separator of CSV, instead of a comma.
  public func renderer(separator: UInt8? = nil) -> any ValueRenderer {
    switch self {
    case .json: JSONRenderer(.plain, .pretty)
    case .ndjson: JSONRenderer(.plain, .compact)
    case .csv: CSVRenderer(.plain, delimiter: separator ?? CSVRenderer.comma)
    case .tsv: TSVRenderer(.plain)
    case .yaml: YAMLRenderer(.plain)
    case .markdown: MarkdownFileRenderer()
    case .text: RawRenderer(.plain)
    }
  }

  /// Encodes values as the content of a file. Throws if the format holds one value and the count is not one.
  ///
  /// - Parameter separator: the cell separator of CSV, instead of a comma.
  public func encode(_ values: [Value], separator: UInt8? = nil) throws(NotOneValue) -> [UInt8] {
    guard holdsSeveralValues || values.count == 1 else { throw NotOneValue(format: self, count: values.count) }
    // Several outputs are the records of a single table.
    let values = isDelimited && values.count != 1 ? [Value(values.flatMap { $0.array ?? [$0] })] : values
    var renderer = renderer(separator: separator)
    var output = [UInt8]()
    for value in values { renderer.add(value, to: &output) }
    renderer.finish(to: &output)
    return output
  }
}

/// The error for a format that holds exactly one value.
public struct NotOneValue: Error, Sendable, Hashable, CustomStringConvertible {
  /// The format.
  public let format: FileFormat
  /// The number of values that were given.
  public let count: Int

  /// The error message.
  public var description: String {
    "a .\(format.fileExtension) file contains one value, not \(count == 0 ? "none" : String(count))"
  }
}

/// Strings unchanged, other values as a table.
private struct MarkdownFileRenderer: ValueRenderer {
  func add(_ value: Value, to output: inout [UInt8]) {
    let start = output.count
    output.append(contentsOf: render(value, as: value.kind == .string ? .raw : .markdown))
    if output.suffix(from: start).suffix(2) == [0x0A, 0x0A] { output.removeLast() }
  }
}
