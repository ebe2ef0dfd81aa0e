public import JSON

/// The output formats: the values of `--output` and `set output`.
///
/// A format either renders each value separately (`auto`, `json`, `ndjson`, `raw`, `yaml`, `tree`) or all of them as a
/// table of records (`table`, `vertical`, `csv`, `tsv`, `markdown`, `chart`); see ``Records``.
public enum OutputFormat: String, CaseIterable, Sendable {
  /// On a terminal, a table for a list of objects, a record for an object, and JSON in as few lines as possible for
  /// other values; elsewhere, compact JSON, one value per line.
  case auto
  /// JSON on several lines, indented by two spaces.
  case json
  /// Compact JSON, one value per line.
  case ndjson
  /// Strings unchanged, other values as compact JSON, each followed by a line break.
  case raw
  /// Aligned columns with headings; on a terminal, those that fit, most useful first.
  case table
  /// One line `key  value` per member, with a blank line between records; numbered on a terminal.
  case vertical
  /// RFC 4180 with `
  /// ` as the line break: a header line, quotes where needed, null as an empty field, nested values as JSON.
  case csv
  /// Like `csv`, with tabs between cells; tabs, line breaks and backslashes are escaped as `\t`, `
  /// `, `\r`, `\\`.
  case tsv
  /// YAML 1.2 in block style, `---` between values.
  case yaml
  /// A GitHub Flavored Markdown table.
  case markdown
  /// Members and elements as the branches of a tree.
  case tree
  /// Bars for labels with numbers, a histogram for times, a sparkline for a series of numbers.
  case chart
}

extension OutputFormat {
  /// The letter that renders a single result in this format, as in `pads.list \G`; nil if there is none.
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

  /// Finds the format for a suffix letter, without the backslash.
  public init?(suffix: some StringProtocol) {
    guard let format = Self.allCases.first(where: { $0.suffix.map(String.init) == String(suffix) }) else { return nil }
    self = format
  }

  /// A short description for help and completion.
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

/// Renders values that arrive one by one.
public protocol ValueRenderer {
  /// Adds a value; appends whatever can be rendered already.
  mutating func add(_ value: Value, to output: inout [UInt8])
  /// Appends what can be rendered of the waiting values, as more may take a while.
  mutating func flush(to output: inout [UInt8])
  /// Appends what had to wait for all values. Nothing may be added afterwards.
  mutating func finish(to output: inout [UInt8])
}

extension ValueRenderer {
  public mutating func flush(to output: inout [UInt8]) {}
  public mutating func finish(to output: inout [UInt8]) {}
}

extension OutputFormat {
  /// Returns a renderer for one series of values.
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

/// Renders a series of values.
public func render(
  _ values: some Sequence<Value>, as format: OutputFormat, _ options: RenderingOptions = .plain
) -> [UInt8] {
  var renderer = format.renderer(options)
  var output = [UInt8]()
  for value in values { renderer.add(value, to: &output) }
  renderer.finish(to: &output)
  return output
}

/// Renders a single value.
public func render(_ value: Value, as format: OutputFormat, _ options: RenderingOptions = .plain) -> [UInt8] {
  render(CollectionOfOne(value), as: format, options)
}
