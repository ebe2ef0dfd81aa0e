import JSON
import Rendering
import Testing

/// Tables that are written record by record equal those that are written at once.
@Suite struct TableLinesTests {
  private static let tables: [[Value]] = [
    [], [[]], [[:]], [[:], [:]], [[:], ["a": 1]], [[:], ["a": 1], [:], ["b": nil, "c": 2]],
    [["a": nil]], [["a": nil], ["b": 1]], [["a": nil], [:], ["a": ""]],
    [["a": "x\"\n\"", "b": [1, "\n"]], ["c": "\t\\"], ["b": ",;", "d": "\r\n"]],
    [[["a": 1], ["b": 2]], ["c": 3]], [1, "two", nil], [["value": 1], 2, ["x": 3]],
    [[[1, 2], [3]]], [[[1], [2, "a\nb", nil], []]], [[[]]], [[[], [nil]]], [[[nil], [1, 2]]],
    [[[1, 2], [3, "\n\""], ["a": 1]]], [[[1]], 2], [[1, 2], [3, 4]],
  ]

  @Test(
    "Streamed tables equal whole ones, in pieces of any size", arguments: [FileFormat.csv, .tsv],
    [nil, UInt8(ascii: ";")])
  func isTheSame(_ format: FileFormat, separator: UInt8?) throws {
    for values in Self.tables {
      let expected = String(decoding: try format.encode(values, separator: separator), as: UTF8.self)
      for size in [1, 3, 1000] {
        #expect(try text(of: values, format, separator, size) == expected, "\(Value(values).json())")
      }
    }
  }

  private func text(of values: [Value], _ format: FileFormat, _ separator: UInt8?, _ size: Int) throws -> String {
    var table = try #require(TableLines(format, separator: separator))
    var lines: [UInt8] = []
    var byPosition: [UInt8] = []
    for value in values { table.add(value, to: &lines, byPosition: &byPosition) }
    var completion = table.completion()
    var text = completion.heading
    let chosen = table.areByPosition ? byPosition : lines
    for start in stride(from: 0, to: chosen.count, by: size) {
      completion.complete(Array(chosen[start..<min(start + size, chosen.count)]), to: &text)
    }
    return String(decoding: text, as: UTF8.self)
  }
}
