import JSON
import Rendering
import Testing

/// `auto` on a terminal, for objects that arrive one by one.
struct StreamedTableTests {
  private var options: RenderingOptions {
    var options = RenderingOptions(isTerminal: true, width: 40)
    options.hints.advice = "\\G shows all"
    return options
  }

  private func row(_ number: Int, _ text: String = "x") -> Value {
    ["id": Value(number), "title": Value(text), "size": Value(number * number)]
  }

  private func lines(_ bytes: [UInt8]) -> [String] {
    String(decoding: bytes, as: UTF8.self).split(separator: "\n").map(String.init)
  }

  @Test("A few rows are collected first; a long stream starts early, with a footer at its end")
  func beginsEarly() {
    var renderer = OutputFormat.auto.renderer(options)
    var output: [UInt8] = []
    for number in 1...20 { renderer.add(row(number), to: &output) }
    #expect(output.isEmpty)
    renderer.add(row(21), to: &output)
    #expect(lines(output).count == 23)
    #expect(lines(output).first?.hasPrefix("id  title") == true)
    let first = lines(output).count
    renderer.add(row(1_000_000, String(repeating: "long ", count: 20)), to: &output)
    #expect(lines(output).count == first + 1)
    #expect(lines(output).last?.contains("…") == true && lines(output).last?.hasPrefix("1000000  long") == true)
    #expect(lines(output).last?.hasSuffix("1000000000000") == true)
    renderer.finish(to: &output)
    #expect(lines(output).last == "22 rows: \\G shows all")
  }

  @Test("Rows that have waited long enough are shown, and later members are counted") func isFlushed() {
    var renderer = OutputFormat.auto.renderer(options)
    var output: [UInt8] = []
    renderer.add(row(1), to: &output)
    renderer.flush(to: &output)
    #expect(output.isEmpty)
    renderer.add(row(2), to: &output)
    renderer.flush(to: &output)
    #expect(lines(output).count == 4)
    renderer.add(["id": 3, "other": true], to: &output)
    renderer.finish(to: &output)
    #expect(lines(output).suffix(2) == [" 3", "3 rows, 1 more column: \\G shows all"])
  }
}
