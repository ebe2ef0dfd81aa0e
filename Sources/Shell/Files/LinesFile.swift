import JSON
import Query
import Rendering
import Script

/// A .ndjson or .txt file that `save` writes value by value: lines wait on the disk until all are there.
struct LinesFile: ValueWriter {
  private let path: String
  private var renderer: any ValueRenderer
  private let lines: LineStore
  /// Whether an array that is all there is becomes a line an element.
  private let spreads: Bool
  /// The first value, as long as it may be all there is.
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
