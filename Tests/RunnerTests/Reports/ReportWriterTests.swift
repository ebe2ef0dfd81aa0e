import Foundation
import Query
import Runner
import Testing

@Suite struct ReportWriterTests {
  private func withFolder(_ body: (URL) throws -> Void) throws {
    let folder = FileManager.default.temporaryDirectory.appending(path: "edush-reports-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    try body(folder)
  }

  @Test("All reports and the outcome file are written, and nothing else is left in the folder") func all() throws {
    try withFolder { folder in
      let targets = ReportKind.allCases.map { ReportTarget($0, path: folder.appending(path: $0.rawValue).path()) }
      let outcome = folder.appending(path: "outcome.csv").path()
      #expect(ReportWriter.write(targets, outcome: outcome, ReportSamples.everyState()).isEmpty)
      let files = try FileManager.default.contentsOfDirectory(atPath: folder.path()).sorted()
      #expect(files == ["csv", "html", "json", "junit", "outcome.csv", "tap"])
      let mode = try FileManager.default.attributesOfItem(atPath: outcome)[.posixPermissions] as? Int
      #expect(mode.map { $0 & 0o133 } == 0)
    }
  }

  @Test("A file that cannot be written is named, and the others are written") func failure() throws {
    try withFolder { folder in
      let path = folder.appending(path: "missing/report.xml").path()
      let tap = folder.appending(path: "report.tap").path()
      let failures = ReportWriter.write(
        [ReportTarget(.junit, path: path), ReportTarget(.tap, path: tap)], outcome: nil, ReportSamples.everyState())
      #expect(failures.count == 1 && FileManager.default.fileExists(atPath: tap))
      #expect(failures.first?.message.hasPrefix("the junit report was not written: `\(path)`") == true)
      #expect(failures.first?.hint != nil)
    }
  }

  @Test("An existing file keeps its mode") func mode() throws {
    try withFolder { folder in
      let path = folder.appending(path: "report.json").path()
      try Data("old".utf8).write(to: URL(filePath: path))
      try FileManager.default.setAttributes([.posixPermissions: 0o600], ofItemAtPath: path)
      #expect(ReportWriter.write([ReportTarget(.json, path: path)], outcome: nil, ReportSamples.everyState()).isEmpty)
      let mode = try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? Int
      #expect(mode == 0o600)
      #expect(try Data(contentsOf: URL(filePath: path)).first == UInt8(ascii: "{"))
    }
  }

  @Test("Two reports under one path are found before a run") func conflicts() {
    let targets = [ReportTarget(.json, path: "a"), ReportTarget(.csv, path: "b")]
    #expect(ReportWriter.conflicts(targets, outcome: "c").isEmpty)
    #expect(ReportWriter.conflicts(targets, outcome: "b").first?.message.contains("`b`") == true)
  }

  /// `scripts/report-check` uses this.
  @Test("Pages for visual review are written to the folder EDUSH_REPORTS", .enabled(if: Self.folder != nil))
  func pages() throws {
    let folder = try #require(Self.folder)
    let pages = [
      "large": ReportSamples.largeRun(rows: 10_000), "hostile": ReportSamples.hostileRun(),
      "small": ReportSamples.everyState(),
    ]
    for (name, input) in pages {
      let target = ReportTarget(.html, path: "\(folder)/\(name).html")
      #expect(ReportWriter.write([target], outcome: nil, input).isEmpty)
    }
  }

  private static let folder = ProcessInfo.processInfo.environment["EDUSH_REPORTS"]
}
