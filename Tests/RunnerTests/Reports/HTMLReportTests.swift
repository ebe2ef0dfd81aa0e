import Foundation
import JSON
import Runner
import Testing

@Suite struct HTMLReportTests {
  @Test("The page is well-formed whatever the strings are", arguments: ReportSample.allCases)
  func isWellFormed(_ sample: ReportSample) throws {
    #expect(try XMLLint(Report.bytes(.html, sample.input)).faults() == "")
  }

  @Test(
    "No string from a run becomes an element or a handler",
    arguments: [
      ("count(//script)", "1"), ("count(//img)", "0"), ("count(//style)", "1"),
      ("count(//@*[starts-with(name(), 'on')])", "0"), ("count(//@style)", "0"),
      ("count(//iframe | //object | //a)", "0"),
    ])
  func isInert(_ path: String, _ count: String) throws {
    #expect(try XMLLint(Report.bytes(.html, ReportSamples.hostileRun())).value(path) == count)
  }

  @Test("Strings from a run are shown as they are") func texts() throws {
    let page = Report.bytes(.html, ReportSamples.hostileRun())
    let lint = try XMLLint(page)
    #expect(try lint.value("(//span[@class='key'])[1]") == ReportSamples.hostile[0])
    #expect(try lint.value("(//span[@class='why'])[2]") == ReportSamples.hostile[1])
    #expect(try lint.value("//h1") == "a<b>&\"c\".eduscript")
  }

  @Test("Nothing is loaded from elsewhere") func resources() throws {
    let page = Report.bytes(.html, ReportSamples.everyState())
    let text = String(decoding: page, as: UTF8.self)
    for word in ["http:", "https:", "url(", "@import", " src=", " href="] { #expect(!text.contains(word)) }
  }

  @Test("The policy allows only the page's own script and style sheet, by hash")
  func policy() throws {
    let lint = try XMLLint(Report.bytes(.html, ReportSamples.hostileRun()))
    let policy = try lint.value("//meta[@http-equiv='Content-Security-Policy']/@content")
    #expect(policy.hasPrefix("default-src 'none'; style-src 'sha256-") && !policy.contains("unsafe"))
    #expect(policy.matches(of: /'sha256-[A-Za-z0-9+\/]{43}='/).count == 2)
  }

  @Test("Without scripts there is no filter box, and the rows are shown") func withoutScripts() throws {
    let lint = try XMLLint(Report.bytes(.html, ReportSamples.everyState()))
    #expect(try lint.value("count(//form[@hidden])") == "1")
    #expect(try lint.value("count(//button[not(@disabled)])") == "0")
    #expect(try lint.value("count(//details[contains(@class, 'row')][@hidden])") == "0")
    #expect(try lint.value("count(//details[@data-state])") == "9")
  }

  @Test("Rows that need attention come first, and changed fields are marked") func order() throws {
    let lint = try XMLLint(Report.bytes(.html, ReportSamples.everyState()))
    #expect(try lint.value("(//details[@data-state])[1]//span[@class='key']") == "key 2")
    #expect(try lint.value("//details[@data-state='done']//del") == "− title: \"a\"")
    #expect(try lint.value("//details[@data-state='done']//ins") == "+ title: \"b\"")
    #expect(try lint.value("count(//ins)") == "1")
  }

  @Test("The timeline stays small for many requests") func timeline() throws {
    let lint = try XMLLint(Report.bytes(.html, ReportSamples.largeRun(rows: 5000)))
    #expect(try lint.value("count(//svg[@class='lane'])") == "2")
    let bars = Int(try lint.value("count(//svg[@class='lane']/g)")) ?? 0
    #expect(bars > 20 && bars <= 192)
  }

  @Test("A field is compared by its path") func nested() throws {
    var input = ReportSamples.everyState()
    var step = ReportSamples.update
    step.before = ["a": ["b": 1, "c": 2], "gone": 1]
    step.after = ["a": ["b": 1, "c": 3], "new": [1]]
    input.record.rows = [ReportSamples.row(1, .done, steps: [step])]
    let lint = try XMLLint(Report.bytes(.html, input))
    let lines = try lint.value("//pre[@class='changes']").split(separator: "\n").map(String.init)
    #expect(lines == ["  a.b: 1", "− a.c: 2", "+ a.c: 3", "− gone: 1", "+ new: [1]"])
  }

  @Test("Text keeps a contrast of 4.5 on every background, light and dark (WCAG 2.2, 1.4.3)") func contrast() throws {
    let page = String(decoding: Report.bytes(.html, ReportSamples.everyState()), as: UTF8.self)
    let schemes = page.components(separatedBy: "prefers-color-scheme: dark").prefix(2).map(Self.colours)
    let grounds = ["page", "sheet", "fill"]
    let pairs =
      ["ink", "soft", "failed", "doubt", "done"].flatMap { text in grounds.map { (text, $0) } }
      + [("added-ink", "added"), ("removed-ink", "removed")]
    for colours in schemes {
      for (text, ground) in pairs {
        let (one, other) = (try #require(colours[text]), try #require(colours[ground]))
        #expect((max(one, other) + 0.05) / (min(one, other) + 0.05) >= 4.5, "\(text) on \(ground)")
      }
    }
    #expect(schemes.count == 2)
  }

  /// The relative luminance of every colour in a style sheet.
  private static func colours(_ sheet: String) -> [String: Double] {
    var colours: [String: Double] = [:]
    for match in sheet.matches(of: /--([a-z-]+): #([0-9a-f]{6});/) where colours[String(match.1)] == nil {
      guard let number = Int(match.2, radix: 16) else { continue }
      let parts = [number >> 16, number >> 8 & 255, number & 255].map { part in
        let share = Double(part) / 255
        return share <= 0.04045 ? share / 12.92 : pow((share + 0.055) / 1.055, 2.4)
      }
      colours[String(match.1)] = 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2]
    }
    return colours
  }
}
