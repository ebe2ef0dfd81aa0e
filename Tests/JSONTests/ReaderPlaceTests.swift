import JSON
import Testing

/// The position of readers in their input.
struct ReaderPlaceTests {
  @Test("The offset is after the last value returned, however the input is split", arguments: 1...12)
  func offsetIsBehindValue(size: Int) throws {
    let text = Array("[1] \"two\"\n{\"a\":3}  [\n4]".utf8)
    var reader = DocumentReader()
    var offsets: [Int] = []
    for start in stride(from: 0, to: text.count, by: size) {
      reader.feed(Array(text[start..<min(start + size, text.count)]))
      while try reader.next() != nil { offsets.append(reader.offset) }
    }
    reader.finish()
    while try reader.next() != nil { offsets.append(reader.offset) }
    #expect(offsets == [3, 9, 17, 23])
  }

  @Test("An event reader's path leads to the place of an error")
  func pathLeadsToMistake() {
    var reader = EventReader()
    reader.feed(Array(#"[1,{"a":[],"b":}"#.utf8))
    #expect(throws: ParseError.self) { while try reader.next() != nil {} }
    #expect(reader.path == [1, "b"])
  }

  @Test("Half a byte-order mark is refused before any event, however the input is split", arguments: [1, 8])
  func halfMarkIsRefused(size: Int) {
    let text: [UInt8] = [0xEF, 0xBB] + Array("[1]".utf8)
    var reader = EventReader()
    for start in stride(from: 0, to: text.count, by: size) {
      reader.feed(Array(text[start..<min(start + size, text.count)]))
    }
    let error = #expect(throws: ParseError.self) { try reader.next() }
    #expect(error?.message == "Malformed BOM")
  }
}
