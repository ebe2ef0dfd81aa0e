import JSON
import Query
import Rendering
import Script

/// A .csv or .tsv file that `save` writes record by record. Lines are buffered on disk until all columns are known.
struct TableFile: ValueWriter {
  private let path: String
  private let options: FileOptions
  private let notifyOfFormulas: () -> Void
  private var table: TableLines
  private let lines: LineStore
  private let linesByPosition: LineStore
  /// The number of cells that got a leading `'`.
  private var guarded = 0

  /// - Parameter notifyOfFormulas: called if text that a spreadsheet would evaluate was escaped.
  init?(
    _ path: String, _ format: FileFormat, _ options: FileOptions, notifyOfFormulas: @escaping () -> Void
  ) throws(Failure) {
    guard let table = TableLines(format, separator: options.separator?.utf8.first) else { return nil }
    self.table = table
    self.path = path
    self.options = options
    self.notifyOfFormulas = notifyOfFormulas
    lines = LineStore(beside: path)
    linesByPosition = LineStore(beside: path)
  }

  mutating func add(_ value: Value) throws(Failure) {
    let value = options.keepsFormulas ? value : FormulaGuard.guarded(value, count: &guarded)
    table.add(value, to: &lines.waiting, byPosition: &linesByPosition.waiting)
    try lines.writeIfLarge()
    if table.areByPosition { try linesByPosition.writeIfLarge() }
  }

  mutating func finish() throws(Failure) {
    if guarded > 0 { notifyOfFormulas() }
    var completion = table.completion()
    let lines = table.areByPosition ? linesByPosition : lines
    try FileSaver.save(to: path) { write throws(Failure) in
      try write((options.hasByteOrderMark ? FileAppender.byteOrderMark : []) + completion.heading)
      try lines.read { piece throws(Failure) in
        var text: [UInt8] = []
        completion.complete(piece, to: &text)
        try write(text)
      }
    }
  }
}
