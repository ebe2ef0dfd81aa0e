import Foundation
import Testing

/// `edush doctor --online` against servers on this machine.
struct DoctorOnlineTests {
  private func observation(date: String) throws -> CommandResult {
    let server = try LocalServer(
      answering: Array("HTTP/1.1 404 Not Found\r\n\(date)Content-Length: 0\r\nConnection: close\r\n\r\n".utf8))
    let folder = try TemporaryFolder()
    let address = "http://127.0.0.1:\(server.port)"
    // No other provider is contacted: only this machine is reached.
    let others = ["codementor", "tutrex", "coursepath", "coursio"].map { "EDUSH_\($0.uppercased())_URL" }
    let variables = Dictionary(uniqueKeysWithValues: others.map { ($0, address) })
    let result = try runShell(
      "edush doctor --online >told; edush jq -c 'select(.topic == \"servers\") | [.state, .detail]' told",
      in: folder.url,
      environment: variables.merging(["EDUSH_CODERPAD_URL": address, "EDUSH_CODERPAD_API_KEY": "planted-key"]) { $1 })
    #expect(server.texts.count == 1 && server.texts[0].hasPrefix("HEAD / HTTP/1.1\r\n"), "\(server.texts)")
    #expect(!server.texts[0].contains("planted-key"))
    return result
  }

  private static func header(secondsFromNow offset: Double) -> String {
    let format = DateFormatter()
    format.locale = Locale(identifier: "en_US_POSIX")
    format.timeZone = TimeZone(identifier: "GMT")
    format.dateFormat = "EEE, dd MMM yyyy HH:mm:ss 'GMT'"
    return "Date: \(format.string(from: Date(timeIntervalSinceNow: offset)))\r\n"
  }

  @Test("A clock that differs is a warning", arguments: [(-3600.0, "1 h", "ahead"), (7300.0, "2 h", "behind")])
  func differingClock(offset: Double, distance: String, way: String) throws {
    let line = try observation(date: Self.header(secondsFromNow: offset)).output
    #expect(line.hasPrefix("[\"warning\",\"responded in "), "\(line)")
    #expect(line.contains("clock is \(distance)") && line.contains(way), "\(line)")
  }

  @Test("A matching clock and a response without a time are both fine")
  func agreeingClock() throws {
    #expect(try observation(date: Self.header(secondsFromNow: 0)).output.contains("clocks agree"))
    #expect(try observation(date: "").output.contains("without its time"))
  }
}
