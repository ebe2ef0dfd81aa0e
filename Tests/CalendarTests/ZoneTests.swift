import Calendar
import Foundation
import Testing

@Suite struct ZoneTests {
  private static let database = ZoneDatabase { name in
    (try? Data(contentsOf: URL(filePath: "/usr/share/zoneinfo/" + name))).map { Array($0) }
  }

  /// The C library's offset, obtained in a separate process.
  private static func offsets(_ name: String, _ moments: [Int]) throws -> [Int] {
    let process = Process()
    process.executableURL = URL(filePath: "/usr/bin/python3")
    process.arguments = [
      "-c",
      "import sys, time\nfor s in sys.stdin.read().split(): print(time.localtime(int(s)).tm_gmtoff)",
    ]
    process.environment = ["TZ": name]
    let (input, output) = (Pipe(), Pipe())
    process.standardInput = input
    process.standardOutput = output
    try process.run()
    input.fileHandleForWriting.write(Data(moments.map(String.init).joined(separator: "\n").utf8))
    try input.fileHandleForWriting.close()
    let text = String(decoding: output.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    process.waitUntilExit()
    return text.split(separator: "\n").compactMap { Int($0) }
  }

  @Test(
    "Offsets match the C library's, including the current rule",
    arguments: [
      "Europe/Amsterdam", "America/New_York", "Australia/Sydney", "America/Santiago", "Europe/Dublin", "Asia/Kolkata",
      "Africa/Casablanca", "Australia/Lord_Howe", "America/St_Johns", "Asia/Tehran", "Pacific/Apia", "UTC", "Etc/GMT+5",
    ])
  func offsets(name: String) throws {
    let zone = try #require(Self.database[name])
    // About every 11 hours in the four years around the file's last transition, and every 40 days over two centuries.
    let dense = (0..<3200).map { 2_082_758_400 + $0 * 39_601 }
    let wide = (0..<1800).map { -2_208_988_800 + $0 * 3_456_001 }
    let moments = dense + wide
    let wanted = try Self.offsets(name, moments)
    #expect(wanted.count == moments.count)
    let wrong = zip(moments, wanted).filter { zone.offset(at: $0) != $1 }
    #expect(wrong.isEmpty, "\(wrong.prefix(3))")
  }

  @Test(
    "Clocks change at the exact second, in both hemispheres",
    arguments: [
      ("Europe/Amsterdam", 1_774_746_000, 3600, 7200), ("Europe/Amsterdam", 1_792_890_000, 7200, 3600),
      ("Australia/Sydney", 1_775_318_400, 39_600, 36_000), ("Australia/Sydney", 1_791_043_200, 36_000, 39_600),
      ("America/New_York", 1_772_953_200, -18_000, -14_400),
    ])
  func changes(name: String, moment: Int, before: Int, after: Int) throws {
    let zone = try #require(Self.database[name])
    #expect(zone.offset(at: moment - 1) == before)
    #expect(zone.offset(at: moment) == after)
  }

  @Test("A wall time occurs once, twice or never")
  func wallTimes() throws {
    let zone = try #require(Self.database["Europe/Amsterdam"])
    // 2026-03-29 02:30 is skipped, 2026-10-25 02:30 occurs twice.
    let (skipped, doubled) = (1_774_751_400, 1_792_895_400)
    #expect(zone.moments(ofWall: skipped) == [])
    #expect(zone.moment(ofWall: skipped) == skipped - 3600)
    #expect(zone.moments(ofWall: doubled) == [doubled - 7200, doubled - 3600])
    #expect(zone.moment(ofWall: doubled) == doubled - 7200)
    #expect(zone.moment(ofWall: doubled, preferring: 3600) == doubled - 3600)
    #expect(zone.moments(ofWall: skipped - 86_400) == [skipped - 86_400 - 3600])
  }

  @Test(
    "Any other name is unknown", arguments: ["", "../passwd", "/etc/passwd", "Europe/Atlantis", "Europe", "zone.tab"])
  func refuses(name: String) { #expect(Self.database[name] == nil) }

  @Test("A broken file is not a zone")
  func refusesBrokenFiles() throws {
    let bytes = Array(try Data(contentsOf: URL(filePath: "/usr/share/zoneinfo/Europe/Amsterdam")))
    #expect(Zone(name: "x", tzif: bytes) != nil)
    for count in [0, 3, 43, 44, 100, bytes.count / 2] { #expect(Zone(name: "x", tzif: Array(bytes[..<count])) == nil) }
    for place in stride(from: 20, to: 44, by: 1) {
      var broken = bytes
      broken[place] = 0xFF
      _ = Zone(name: "x", tzif: broken)
    }
  }

  @Test("The zones of populated places are listed")
  func names() { #expect(Self.database.names.contains("Europe/Amsterdam")) }
}
