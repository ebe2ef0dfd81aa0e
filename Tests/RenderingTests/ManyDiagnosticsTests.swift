import Diagnostics
import Rendering
import Testing

@Suite struct ManyDiagnosticsTests {
  private static let text = SourceText(
    name: "many", text: (0..<200).map { "let x\($0) = \"ä\"" }.joined(separator: "\n"))

  /// One for each line.
  private static func findings(_ severity: (Int) -> Diagnostic.Severity) -> [Diagnostic] {
    var findings: [Diagnostic] = []
    var offset = 0
    for (index, line) in text.text.split(separator: "\n").enumerated() {
      findings.append(
        Diagnostic(
          severity(index), code: "x", "finding \(index)", source: text, range: SourceRange(offset + 4, offset + 6)))
      offset += line.utf8.count + 1
    }
    return findings
  }

  @Test func `Of many diagnostics fifty are shown, with the number of the others`() {
    let text = render(Self.findings { _ in .warning })
    #expect(text.contains("warning: finding 49\n   --> many:50:5"))
    #expect(!text.contains("finding 50\n"))
    #expect(text.hasSuffix("and 150 more\n200 warnings\n"))
  }

  @Test func `Errors take precedence over warnings, in source order`() {
    let text = render(Self.findings { $0 > 190 ? .error : .warning })
    #expect(text.contains("error: finding 199\n"))
    #expect(text.contains("warning: finding 40\n") && !text.contains("warning: finding 41\n"))
    #expect(text.hasSuffix("and 150 more\n9 errors, 191 warnings\n"))
  }

  @Test func `A source is searched for secrets only once`() {
    var searches = 0
    let text = render(
      Self.findings { _ in .warning }.suffix(10),
      hiding: { _ in
        searches += 1
        return []
      })
    #expect(text.contains("finding 199"))
    #expect(searches == 1)
  }

  @Test func `Lines and columns match a count from the start`() {
    let source = SourceText(name: "", text: "ä\n\n" + String(repeating: "€x", count: 5000) + "\r\nend\n")
    var (line, column) = (1, 1)
    var wrong: [Int] = []
    for (offset, byte) in source.text.utf8.enumerated() {
      if source.position(at: offset) != SourcePosition(line: line, column: column) { wrong.append(offset) }
      if byte == 0x0A {
        (line, column) = (line + 1, 1)
      } else if byte & 0xC0 != 0x80 {
        column += 1
      }
    }
    #expect(wrong == [])
    #expect(source.position(at: .max) == SourcePosition(line: line, column: column))
    #expect(source.position(at: -1) == SourcePosition(line: 1, column: 1))
  }

  @Test func `A line of megabytes is cut around the position`() {
    let half = String(repeating: "ä", count: 1 << 20)
    let source = SourceText(name: "long", text: half + " here " + half)
    let place = half.utf8.count + 1
    let text = render(
      Diagnostic(code: "x", "wrong", source: source, range: SourceRange(place, place + 4)), width: 80)
    #expect(text.utf8.count < 1000)
    #expect(text.contains("ä here ä"))
    #expect(text.contains("--> long:1:\((1 << 20) + 2)"))
    #expect(!text.contains("\u{FFFD}"))
  }
}
