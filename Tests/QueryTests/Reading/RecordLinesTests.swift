import Testing

@testable import Query

@Suite struct RecordLinesTests {
  @Test("Records report their lines, in pieces of any size", arguments: [1, 2, 5, 100])
  func findsLines(size: Int) {
    let text = Array("1\n\n{\"a\":\n2}  3\r\n \n4".utf8)
    var lines = RecordLines()
    var ends = [1, 11, 14, 19][...]
    var found: [Int] = []
    for start in stride(from: 0, to: text.count, by: size) {
      let piece = start..<min(start + size, text.count)
      lines.feed(Array(text[piece]))
      while let end = ends.first, end <= piece.upperBound {
        found.append(lines.next(endingAt: end))
        ends.removeFirst()
      }
    }
    #expect(found == [1, 3, 4, 6])
  }
}
