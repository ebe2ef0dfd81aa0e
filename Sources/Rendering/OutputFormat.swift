public import JSON

/// How results are shown: the values of `--output` and `set output`.
///
/// A format either shows each value by itself (`auto`, `json`, `ndjson`, `raw`, `yaml`, `tree`) or all of them as one
/// table of records (`table`, `vertical`, `csv`, `tsv`, `markdown`, `chart`), see ``Records``.
public enum OutputFormat: String, CaseIterable, Sendable {
  /// On a terminal a table for a list of objects, a record for an object, and JSON in as few lines as possible for the
  /// rest; elsewhere compact JSON, one value a line.
  case auto
  /// JSON over several lines, indented by two spaces.
  case json
  /// Compact JSON, one value a line.
  case ndjson
  /// Strings as they are, other values as compact JSON, each followed by a line break.
  case raw
  /// Aligned columns under a heading; on a terminal those that fit, the most useful first.
  case table
  /// One line `key  value` per member, a blank line between records; on a terminal they are numbered.
  case vertical
  /// RFC 4180 with `\n` as line break: a heading, quotes where needed, null empty, nested values as JSON.
  case csv
  /// As `csv` with tabs between cells; tabs, line breaks and backslashes in cells as `\t`, `\n`, `\r`, `\\`.
  case tsv
  /// YAML 1.2 in block style, `---` between values.
  case yaml
  /// A GitHub flavoured Markdown table.
  case markdown
  /// Members and elements as the branches of a tree.
  case tree
  /// Bars for labels with numbers, a histogram for times, a line for a series of numbers.
  case chart
}

extension OutputFormat {
  /// The letter that shows one result in this format, as in `pads.list \G`; nil where there is none.
  public var suffix: Character? {
    switch self {
    case .vertical: "G"
    case .table: "t"
    case .json: "j"
    case .yaml: "y"
    case .csv: "c"
    case .markdown: "m"
    case .tree: "T"
    case .auto, .ndjson, .raw, .tsv, .chart: nil
    }
  }

  /// The format of a suffix, the letter without its backslash.
  public init?(suffix: some StringProtocol) {
    guard let format = Self.allCases.first(where: { $0.suffix.map(String.init) == String(suffix) }) else { return nil }
    self = format
  }

  /// A few words about it, for help and completion.
  public var summary: String {
    switch self {
    case .auto: "tables and records on a terminal, compact JSON elsewhere"
    case .json: "indented JSON"
    case .ndjson: "compact JSON, one value per line"
    case .raw: "strings without quotes, other values as compact JSON"
    case .table: "aligned columns, those that matter and fit"
    case .vertical: "one line per member, all of them"
    case .csv: "comma-separated values"
    case .tsv: "tab-separated values"
    case .yaml: "YAML"
    case .markdown: "a Markdown table"
    case .tree: "members and elements as branches"
    case .chart: "bars, a histogram of times, or a line for a series of numbers"
    }
  }
}

/// Turns values that come one by one into bytes.
public protocol ValueRenderer {
  /// Takes the next value; appends what can be shown already.
  mutating func add(_ value: Value, to output: inout [UInt8])
  /// Appends what can be shown of what waits, as more may take a while.
  mutating func flush(to output: inout [UInt8])
  /// Appends what had to wait for all values. Nothing may be added after it.
  mutating func finish(to output: inout [UInt8])
}

extension ValueRenderer {
  public mutating func flush(to output: inout [UInt8]) {}
  public mutating func finish(to output: inout [UInt8]) {}
}

extension OutputFormat {
  /// A renderer of this format for one series of values.
  public func renderer(_ options: RenderingOptions = .plain) -> any ValueRenderer {
    switch self {
    case .auto: AutoRenderer(options)
    case .json: JSONRenderer(options, .pretty)
    case .ndjson: JSONRenderer(options, .compact)
    case .raw: RawRenderer(options)
    case .table: TableRenderer(options)
    case .vertical: VerticalRenderer(options)
    case .csv: CSVRenderer(options)
    case .tsv: TSVRenderer(options)
    case .yaml: YAMLRenderer(options)
    case .markdown: MarkdownRenderer(options)
    case .tree: TreeRenderer(options)
    case .chart: ChartRenderer(options)
    }
  }
}

/// The bytes that show a series of values.
public func render(
  _ values: some Sequence<Value>, as format: OutputFormat, _ options: RenderingOptions = .plain
) -> [UInt8] {
  var renderer = format.renderer(options)
  var output = [UInt8]()
  for value in values { renderer.add(value, to: &output) }
  renderer.finish(to: &output)
  return output
}

/// The bytes that show one value.
public func render(_ value: Value, as format: OutputFormat, _ options: RenderingOptions = .plain) -> [UInt8] {
  render(CollectionOfOne(value), as: format, options)
}
