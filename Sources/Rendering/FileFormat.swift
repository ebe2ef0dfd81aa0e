public import JSON

/// The formats of `save`, chosen by the extension of the path.
public enum FileFormat: String, CaseIterable, Sendable {
  /// One value over several lines, indented by two spaces.
  case json
  /// Compact JSON, one value a line.
  case ndjson
  case csv
  case tsv
  case yaml
  /// A string as it is, anything else as a Markdown table.
  case markdown = "md"
  /// Strings as they are, other values as compact JSON, one a line.
  case text = "txt"

  /// The format of files with this extension, upper or lower case, without its dot; nil where there is none.
  public init?(extension name: some StringProtocol) {
    self.init(rawValue: name.lowercased())
  }

  /// The format of the file at a path, by what follows the last dot of its last component.
  public init?(path: String) {
    guard let name = path.split(separator: "/", omittingEmptySubsequences: false).last,
      let dot = name.lastIndex(of: "."), dot > name.startIndex
    else { return nil }
    self.init(extension: name[name.index(after: dot)...])
  }

  /// The usual extension, without its dot.
  public var fileExtension: String { rawValue }

  /// Whether several values, or none, can be saved; else exactly one.
  public var holdsSeveralValues: Bool { self == .ndjson || self == .text || isDelimited }

  /// Whether it has a line of cells a record.
  public var isDelimited: Bool { self == .csv || self == .tsv }

  /// What encodes values that come one by one: real text, no masks, no colours.
  ///
  /// - Parameter separator: between cells of CSV, instead of a comma.
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

  /// The bytes of a file that holds the values; throws where the format holds one value and there is another number.
  ///
  /// - Parameter separator: between cells of CSV, instead of a comma.
  public func encode(_ values: [Value], separator: UInt8? = nil) throws(NotOneValue) -> [UInt8] {
    guard holdsSeveralValues || values.count == 1 else { throw NotOneValue(format: self, count: values.count) }
    // Several outputs are the records of one table.
    let values = isDelimited && values.count != 1 ? [Value(values.flatMap { $0.array ?? [$0] })] : values
    var renderer = renderer(separator: separator)
    var output = [UInt8]()
    for value in values { renderer.add(value, to: &output) }
    renderer.finish(to: &output)
    return output
  }
}

/// Several values, or none, were to be saved in a format that holds one.
public struct NotOneValue: Error, Sendable, Hashable, CustomStringConvertible {
  public let format: FileFormat
  public let count: Int

  public var description: String {
    "a .\(format.fileExtension) file contains one value, not \(count == 0 ? "none" : String(count))"
  }
}

/// A string of Markdown as it is, a table of everything else.
private struct MarkdownFileRenderer: ValueRenderer {
  func add(_ value: Value, to output: inout [UInt8]) {
    let start = output.count
    output.append(contentsOf: render(value, as: value.kind == .string ? .raw : .markdown))
    if output.suffix(from: start).suffix(2) == [0x0A, 0x0A] { output.removeLast() }
  }
}
