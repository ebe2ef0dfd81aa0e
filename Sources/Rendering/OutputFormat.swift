public import JSON

/// How results are shown: the values of `--output` and `set output`.
///
/// A format either shows each value by itself (`auto`, `json`, `ndjson`, `raw`, `yaml`, `chart`) or all of them as one
/// table of records (`table`, `vertical`, `csv`, `tsv`, `markdown`), see ``Records``.
public enum OutputFormat: String, CaseIterable, Sendable {
  /// On a terminal JSON over several lines, and a table for an array of flat objects; else compact JSON, one value a line.
  case auto
  /// JSON over several lines, indented by two spaces.
  case json
  /// Compact JSON, one value a line.
  case ndjson
  /// Strings as they are, other values as compact JSON, each followed by a line break.
  case raw
  /// Aligned columns under a heading, cut to the terminal's width; `vertical` where it is hopelessly narrow.
  case table
  /// One line `key  value` per member, a blank line between records.
  case vertical
  /// RFC 4180 with `\n` as line break: a heading, quotes where needed, null empty, nested values as JSON.
  case csv
  /// As `csv` with tabs between cells; tabs, line breaks and backslashes in cells as `\t`, `\n`, `\r`, `\\`.
  case tsv
  /// YAML 1.2 in block style, `---` between values.
  case yaml
  /// A GitHub flavoured Markdown table.
  case markdown
  /// Horizontal bars for pairs of a label and a number, and for objects of numbers.
  case chart
}

/// Turns values that come one by one into bytes.
public protocol ValueRenderer {
  /// Takes the next value; appends what can be shown already.
  mutating func add(_ value: Value, to output: inout [UInt8])
  /// Appends what had to wait for all values. Nothing may be added after it.
  mutating func finish(to output: inout [UInt8])
}

extension ValueRenderer {
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
