import JSON

/// Arranges values as the rows of a table.
///
/// The elements of an array are rows; an object is a row; an array of scalars is a row if there are several values. The
/// columns are the keys of all objects in order of appearance; other values go in a column `value`. If all rows are
/// arrays, the columns are positions.
struct Records {
  enum Columns {
    case named([Text])
    case positions(Int)
  }

  /// The column for values that are not objects.
  static let valueColumn: Text = "value"

  let columns: Columns
  let rows: [Value]

  init(_ values: [Value]) {
    rows = values.flatMap { Self.rows(of: $0, alone: values.count == 1) }
    if !rows.isEmpty, rows.allSatisfy({ $0.kind == .array }) {
      columns = .positions(rows.map { $0.array?.count ?? 0 }.max() ?? 0)
    } else {
      columns = .named(Self.columns(of: rows))
    }
  }

  /// Columns without rows.
  init(columns: Columns) {
    self.columns = columns
    rows = []
  }

  private static func rows(of value: Value, alone: Bool) -> [Value] {
    guard let elements = value.array else { return [value] }
    return alone || !elements.allSatisfy(\.isScalar) || elements.isEmpty ? elements : [value]
  }

  private static func columns(of rows: [Value]) -> [Text] {
    var columns = [Text]()
    var known = Set<Text>()
    for row in rows {
      guard let object = row.object else {
        if known.insert(Self.valueColumn).inserted { columns.append(Self.valueColumn) }
        continue
      }
      for (key, _) in object where known.insert(key).inserted { columns.append(key) }
    }
    return columns
  }
}

extension Records {
  /// The headings of the columns.
  var headings: [Text] {
    switch columns {
    case .named(let names): names
    case .positions(let count): (0..<count).map { Text(String($0)) }
    }
  }

  /// The cells of a row, one per column; nil for missing ones.
  func cells(of row: Value) -> [Value?] {
    switch columns {
    case .named(let names):
      if let object = row.object { return names.map { object[$0] } }
      // Not `nil`, because that would be a JSON null.
      return names.map { $0 == Self.valueColumn ? row : Value?.none }
    case .positions(let count):
      let elements = row.array ?? []
      return (0..<count).map { $0 < elements.count ? elements[$0] : Value?.none }
    }
  }
}

extension Records {
  /// Restricts the columns to those chosen by the user, for a terminal, if the rows have all of them.
  func chosen(by options: RenderingOptions) -> Records {
    guard options.abridges, rows.allSatisfy({ $0.object != nil }), let chosen = options.hints.chosen(in: rows) else {
      return self
    }
    let objects = rows.map { row in
      Value(Object(chosen.map { (Text($0.text), $0.value(in: row) ?? .null) }))
    }
    return Records([Value(objects)])
  }
}

/// A renderer that collects all values before it renders them.
protocol RecordsRenderer: ValueRenderer {
  var values: [Value] { get set }
  func render(_ records: Records, to output: inout [UInt8])
}

extension RecordsRenderer {
  mutating func add(_ value: Value, to output: inout [UInt8]) {
    values.append(value)
  }

  mutating func finish(to output: inout [UInt8]) {
    render(Records(values), to: &output)
    values = []
  }
}
