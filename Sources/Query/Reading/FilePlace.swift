/// The file and line on which a record begins: `ids.csv:64`.
public struct FilePlace: Sendable, Hashable, CustomStringConvertible {
  /// The name of the file in messages.
  public let file: String
  /// The line number from 1, counting all lines of the file.
  public let line: Int

  /// Creates a place.
  public init(file: String, line: Int) {
    self.file = file
    self.line = line
  }

  /// The file and line, separated by a colon.
  public var description: String { "\(file):\(line)" }
}

extension EvaluationContext {
  /// Yields outputs while the given record is the current one; nil for outputs that do not come from a record.
  func at(_ place: FilePlace?, _ push: () throws(Thrown) -> Signal) throws(Thrown) -> Signal {
    let outer = record
    record = place
    defer { record = outer }
    do throws(Thrown) { return try push() } catch { throw error.inside(place) }
  }
}
