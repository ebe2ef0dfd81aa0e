/// The line of a file that a record begins on: `ids.csv:64`.
public struct FilePlace: Sendable, Hashable, CustomStringConvertible {
  /// The path as messages show it.
  public let file: String
  /// From 1; all lines of the file count.
  public let line: Int

  public init(file: String, line: Int) {
    self.file = file
    self.line = line
  }

  public var description: String { "\(file):\(line)" }
}

extension EvaluationContext {
  /// Pushes outputs that come from a record; nil for those that come from none.
  func at(_ place: FilePlace?, _ push: () throws(Thrown) -> Signal) throws(Thrown) -> Signal {
    let outer = record
    record = place
    defer { record = outer }
    do throws(Thrown) { return try push() } catch { throw error.inside(place) }
  }
}
