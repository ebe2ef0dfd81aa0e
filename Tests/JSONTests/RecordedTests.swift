import JSON
import Testing

/// One line of `Recorded`.
struct RecordedCase: Sendable, CustomTestStringConvertible {
  let input: [UInt8]
  let expected: String
  let testDescription: String

  static func all(_ lines: String) -> [RecordedCase] {
    lines.split(separator: "\n").compactMap { line in
      guard let arrow = line.firstRange(of: " =>") else { return nil }
      let expected = line[arrow.upperBound...].drop { $0 == " " }
      let input = line[..<arrow.lowerBound].map { character -> String in
        switch character {
        case "⏎": "\n"
        case "⇥": "\t"
        case "␞": "\u{1E}"
        default: String(character)
        }
      }
      return RecordedCase(
        input: Array(input.joined().utf8), expected: String(expected), testDescription: String(line))
    }
  }
}

/// A reader's results, written as in `Recorded`.
private func transcript(_ next: () throws(ParseError) -> Value?, errors limit: Int) -> String {
  var outputs: [String] = []
  var errors: [String] = []
  while true {
    do {
      guard let value = try next() else { break }
      outputs.append(value.json())
    } catch {
      errors.append(error.message)
      if errors.count == limit { break }
    }
  }
  let message = errors.isEmpty ? "" : " !! " + errors.joined(separator: " ; ")
  let text = outputs.joined(separator: " ; ") + message
  return String(text.drop { $0 == " " })
}

@Suite struct RecordedTests {
  static let texts =
    RecordedCase.all(Recorded.numbers) + RecordedCase.all(Recorded.strings)
    + RecordedCase.all(Recorded.texts)

  @Test("Input is read as in jq", arguments: texts) func textsReadAsInJQ(_ recorded: RecordedCase) {
    #expect(read(recorded.input, chunk: max(recorded.input.count, 1)) == recorded.expected)
  }

  @Test("Input is read the same byte by byte", arguments: texts) func textsReadTheSameByteByByte(
    _ recorded: RecordedCase
  ) {
    #expect(read(recorded.input, chunk: 1) == recorded.expected)
  }

  @Test("Events match jq's", arguments: RecordedCase.all(Recorded.events)) func eventsAreThoseOfJQ(
    _ recorded: RecordedCase
  ) {
    var reader = EventReader()
    reader.feed(recorded.input)
    reader.finish()
    #expect(transcript({ () throws(ParseError) in try reader.next() }, errors: 1) == recorded.expected)
  }

  @Test("Sequences are read as in jq", arguments: RecordedCase.all(Recorded.sequences)) func sequencesReadAsInJQ(
    _ recorded: RecordedCase
  ) {
    var reader = SequenceReader()
    for byte in recorded.input { reader.feed([byte]) }
    reader.finish()
    #expect(transcript({ () throws(ParseError) in try reader.next() }, errors: 99) == recorded.expected)
  }

  private func read(_ input: [UInt8], chunk: Int) -> String {
    var reader = DocumentReader()
    var outputs: [String] = []
    for start in stride(from: 0, to: input.count, by: chunk) {
      reader.feed(Array(input[start..<min(start + chunk, input.count)]))
      let text = transcript({ () throws(ParseError) in try reader.next() }, errors: 1)
      if !text.isEmpty { outputs.append(text) }
    }
    reader.finish()
    let text = transcript({ () throws(ParseError) in try reader.next() }, errors: 1)
    if !text.isEmpty { outputs.append(text) }
    return outputs.joined(separator: " ; ").replacing(" ; !!", with: " !!")
  }
}
