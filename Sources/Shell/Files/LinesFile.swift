import JSON
import Query
import Rendering
import Script

/// A .ndjson or .txt file that `save` writes value by value. Lines are buffered on disk until the end.
struct LinesFile: ValueWriter {
  private let path: String
  private var renderer: any ValueRenderer
  private let lines: LineStore
  /// Whether a single array is written as one line per element.
  private let spreads: Bool
  /// The first value, while it may be the only one.
  private var first: Value?
  private var isEmpty = true

  init(_ path: String, _ format: FileFormat) {
    self.path = path
    renderer = format.renderer()
    spreads = format == .ndjson
    lines = LineStore(beside: path)
  }

  mutating func add(_ value: Value) throws(Failure) {
    defer { isEmpty = false }
    guard !spreads || !isEmpty || value.array == nil else { return first = value }
    if let first {
      self.first = nil
      try write(first)
    }
    try write(value)
  }

  private mutating func write(_ value: Value) throws(Failure) {
    renderer.add(value, to: &lines.waiting)
    try lines.writeIfLarge()
  }

  mutating func finish() throws(Failure) {
    for element in first?.array ?? [] { try write(element) }
    renderer.finish(to: &lines.waiting)
    try FileSaver.save(to: path) { write throws(Failure) in try lines.read(write) }
  }
}
