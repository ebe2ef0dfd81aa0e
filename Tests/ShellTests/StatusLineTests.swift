import Testing

@testable import Shell

struct StatusLineTests {
  @Test func `In little space the hint on how to end the wait stays`() {
    let waiting = "coderpad.organization.get · 1 s · status 503, try 4 of 4 in 1 s"
    let line = StatusLine.text(waiting, columns: 60)
    #expect(
      line.hasSuffix("… · Ctrl-C stops") && line.count <= 60 && line.contains("coderpad.organization.get"), "\(line)")
    #expect(StatusLine.text(waiting, columns: 100).hasSuffix("try 4 of 4 in 1 s · Ctrl-C stops"))
  }
}
