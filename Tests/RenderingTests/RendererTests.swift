import Diagnostics
import JSON
import Rendering
import Testing
import Width

@Suite struct RendererTests {
  /// A value nested deeper than any stack allows, with a secret at the bottom.
  private static let deep = (0..<20_000).reduce(["token": "s3cret"] as Value) { value, index in
    index % 2 == 0 ? [value] : ["a": value]
  }

  @Test("A value is shown as soon as it arrives if the format allows it")
  func incremental() {
    var renderer = OutputFormat.ndjson.renderer()
    var output = [UInt8]()
    renderer.add(["a": 1], to: &output)
    #expect(String(decoding: output, as: UTF8.self) == "{\"a\":1}\n")
    renderer.finish(to: &output)
    #expect(output.count == 8)
  }

  @Test("A table waits for all values, since each may add a column")
  func waiting() {
    var renderer = OutputFormat.csv.renderer()
    var output = [UInt8]()
    renderer.add(["a": 1], to: &output)
    renderer.add(["b": 2], to: &output)
    #expect(output.isEmpty)
    renderer.finish(to: &output)
    #expect(String(decoding: output, as: UTF8.self) == "a,b\n1,\n,2\n")
  }

  @Test("Every format shows a value of any depth, masked and safe", arguments: OutputFormat.allCases)
  func deep(_ format: OutputFormat) {
    let mask: Mask = { _, key in key == "token" ? "hidden" : nil }
    // Indentation would take hundreds of megabytes: without a terminal those formats print on one line.
    let isTerminal = format != .auto && format != .chart
    let options = RenderingOptions(isTerminal: isTerminal, colour: true, width: 80, mask: mask)
    let output = render(Self.deep, as: format == .json ? .ndjson : format, options)
    #expect(!output.isEmpty)
    #expect(!String(decoding: output, as: UTF8.self).contains("s3cret"))
  }

  @Test("Levels that are too deep are omitted as jq omits them")
  func tooDeep() {
    var output = [UInt8]()
    JSONWriter(colours: .standard).write(Self.deep, to: &output)
    let text = String(decoding: output, as: UTF8.self)
    #expect(text.contains("\u{1B}[1;39m<skipped: too deep>\u{1B}[0m"))
  }

  @Test("A file's format follows its extension")
  func fileFormats() {
    #expect(FileFormat(path: "a.csv") == .csv)
    #expect(FileFormat(path: "/tmp/x.y/Report.MD") == .markdown)
    #expect(FileFormat(path: "a.txt") == .text)
    #expect(FileFormat(path: "a.xml") == nil)
    #expect(FileFormat(path: "a.csv/b") == nil)
    #expect(FileFormat(path: ".csv") == nil)
    #expect(FileFormat(path: "") == nil)
  }

  @Test("A colour setting may contain only digits and semicolons")
  func colourSettings() {
    #expect(JSONColours(setting: "") == .standard)
    #expect(JSONColours(setting: "0;31")?.null == "0;31")
    #expect(JSONColours(setting: "0;31:x") == nil)
    #expect(JSONColours(setting: "\u{1B}[1") == nil)
  }

  @Test("Control characters become visible; other text is unchanged")
  func visibleText() {
    #expect(visible("\u{200E}a\u{200F}b\u{61C}") == #"\u200ea\u200fb\u061c"#)
    #expect(visible("zero\u{200B}width") == "zero\u{200B}width")
    #expect(visibleInQuestion("DM\u{200B}32\u{E0041}é") == #"DM\u200b32\udb40\udc41é"#)
    #expect(visible("a\u{1B}[1m\u{9B}\u{7F}\n\t\r\\é\u{202E}") == #"a\u001b[1m\u009b\u007f\n\t\r\é\u202e"#)
    #expect(visible("a\nb\tc\r", lineBreaks: .kept) == "a\nb\tc\\r")
  }
}

@Suite struct OddNumberTests {
  @Test("Any width works, however small or large", arguments: [Int.min, -1, 0, 1, 2, 7, Int.max])
  func widths(_ width: Int) throws {
    let value = try Value.parse(#"[{"a":"日本語 text","b":1,"c":-1.5e308},{"a":null,"b":1e1000,"c":1e308}]"#)
    for format in OutputFormat.allCases {
      #expect(!render(value, as: format, RenderingOptions(isTerminal: true, width: width)).isEmpty)
    }
    let source = SourceText(name: "a", text: "let x = 日本\n")
    let diagnostic = Diagnostic(code: "c", "m", source: source, range: SourceRange(4, 5))
    #expect(render(diagnostic, width: width).contains("^"))
    #expect(displayWidth(of: preview(value, columns: width)) <= max(0, width))
  }

  @Test("A range outside its text, or inside a character, is shown")
  func ranges() {
    let texts = ["", "\n", "\r\n", "a", "日本\tx\r\n\r\ny\n", "e\u{301}\n\n\n", "👩‍👩‍👧\r"]
    for source in texts.map({ SourceText(name: "a", text: $0) }) {
      for lower in -2...20 {
        for upper in lower...21 {
          let diagnostic = Diagnostic(
            code: "c", "m", hint: "h", source: source, range: SourceRange(lower, upper))
          #expect(render(diagnostic, width: 30).contains("^ h"))
          #expect(json(of: diagnostic)["line"]?.int ?? 0 >= 1)
        }
      }
    }
  }
}
