import Foundation
import PseudoTerminal
import Testing

/// The line after a call whose result does not show what it did.
struct PromptCallReportTests {
  private let bench: PromptBench

  init() throws {
    bench = try PromptBench()
  }

  private func reports(_ terminal: PseudoTerminal) -> [String] {
    terminal.rows.filter { $0.contains(" ms · @") }
  }

  @Test("A write and a null are reported, a read is not") func reportsWrites() throws {
    let terminal = try bench.open(["--sandbox", "--yes"])
    bench.type("coderpad.quota.get | length", into: terminal)
    #expect(reports(terminal).isEmpty, "\(terminal.rows)")
    bench.type("coderpad.pads.update(\"DM32JWG2\", title: \"new\")", into: terminal)
    #expect(reports(terminal).count == 1 && reports(terminal)[0].hasPrefix("200 OK · "), "\(terminal.rows)")
    bench.type("coderpad.quota.get | .nothing", into: terminal)
    #expect(reports(terminal).count == 2, "\(terminal.rows)")
    bench.type("let quota = coderpad.quota.get", into: terminal)
    #expect(reports(terminal).count == 2, "\(terminal.rows)")
    bench.type("1, 2 | coursepath.members.update(., company: \"x\") | empty", into: terminal)
    #expect(terminal.rows.contains { $0.hasPrefix("2 calls · ") && $0.contains("..@") }, "\(terminal.rows)")
  }

  @Test("`set status` chooses the calls to report") func canBeSet() throws {
    let terminal = try bench.open(["--sandbox", "--yes"])
    bench.type("set status on", into: terminal)
    bench.type("coderpad.quota.get | length", into: terminal)
    #expect(reports(terminal).count == 1, "\(terminal.rows)")
    bench.type("set status off", into: terminal)
    bench.type("coderpad.pads.update(\"DM32JWG2\", title: \"new\") | .title", into: terminal)
    #expect(reports(terminal).count == 1, "\(terminal.rows)")
    bench.type("set status sometimes", into: terminal)
    #expect(terminal.rows.contains { $0.contains("`status` accepts on, off, writes") }, "\(terminal.rows)")
    terminal.send("set st", .tab, " w", .tab, .enter, "set status", .enter)
    #expect(terminal.wait(for: "status is writes"), "\(terminal.rows)")
  }

  @Test("The configuration sets the default") func isConfigured() throws {
    try FileManager.default.createDirectory(at: bench.home, withIntermediateDirectories: true)
    try "{\"status\": \"on\"}".write(to: bench.home.appending(path: "config.json"), atomically: true, encoding: .utf8)
    let terminal = try bench.open()
    bench.type("coderpad.quota.get | length", into: terminal)
    #expect(reports(terminal).count == 1, "\(terminal.rows)")
  }
}
