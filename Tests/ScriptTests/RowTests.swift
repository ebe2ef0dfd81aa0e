import Diagnostics
import JSON
import Query
import Script
import Synchronization
import Testing

/// Notes what happens to rows, and skips some.
final class RowLog: RowObserver {
  let skipped: Set<Int>
  private let log = Mutex<[String]>([])

  init(skipped: Set<Int> = []) { self.skipped = skipped }

  var lines: [String] { log.withLock { $0 } }
  private func note(_ line: String) { log.withLock { $0.append(line) } }

  func begin(_ row: Row) -> Bool {
    note("begin \(row.index) \(row.name)=\(row.value.json())")
    return !skipped.contains(row.index)
  }
  func caller(_ row: Row, _ caller: (any Caller)?) -> (any Caller)? { caller }
  func retry(_ row: Row, _ failure: Failure, attempt: Int) { note("retry \(row.index) \(attempt) \(failure.kind)") }
  func finish(_ row: Row, _ outcome: RowOutcome) {
    switch outcome {
    case .done: note("done \(row.index)")
    case .failed(let failure): note("failed \(row.index) \(failure.kind)")
    case .stopped: note("stopped \(row.index)")
    case .interrupted: note("interrupted \(row.index)")
    }
  }
}

@Suite("Rows of loops") struct RowTests {
  @Test("are told to an observer, which may skip them") func observed() {
    let log = RowLog(skipped: [1])
    let world = FakeWorld(failures: 1, rows: log)
    let text = """
      for id in "flaky", "b", "gone", "d" retry 1 keep going {
        for inner in 1 { print coderpad.pads.get($id).id }
      }
      for x in 1, 2 { if $x == 1 { stop } }
      """
    #expect(
      run(text, in: world) == "| flaky\nerror: no such pad\n| d\nwarning: 1 of 4 rows failed\n[7]")
    #expect(
      log.lines == [
        "begin 0 id=\"flaky\"", "retry 0 1 transport", "done 0", "begin 1 id=\"b\"", "begin 2 id=\"gone\"",
        "retry 2 1 api", "failed 2 api", "begin 3 id=\"d\"", "done 3", "begin 0 x=1", "stopped 0",
      ])
  }

  @Test("run as the command line says where the loop does not") func defaults() {
    let world = FakeWorld()
    let interpreter = Interpreter(world)
    interpreter.loopDefaults = LoopDefaults(parallel: 3, keepsGoing: true)
    let text = "for i in range(20) { if $i == 3 { error(\"three\") } else { print $i } }"
    let outcome = interpreter.run(SourceText(name: "s", text: text))
    #expect(outcome.exitCode == 7)
    #expect(
      world.lines == (0..<20).map { $0 == 3 ? "error: three" : "| \($0)" } + [
        "warning: 1 of 20 rows failed"
      ])
  }

  @Test("that fail inside another row are shown with it, and counted loop by loop") func nested() {
    let text = """
      for a in "A", "B" WAY {
        for b in 1, 2 keep going { if $b == 2 { error("bad") } }
      }
      """
    for way in ["", "parallel 2", "keep going"] {
      let world = FakeWorld()
      let row = { (number: Int, name: String) in
        [
          "error: bad (in row 2: b = 2, in row \(number): a = \"\(name)\")",
          "warning: 1 of 2 rows failed (in row \(number): a = \"\(name)\")",
        ]
      }
      let outcome = Interpreter(NotedWorld(world)).run(
        SourceText(name: "s", text: text.replacing("WAY", with: way)))
      #expect(outcome.exitCode == 7)
      #expect(world.lines == row(1, "A") + row(2, "B"))
    }
  }

  @Test(
    "that failed make a stop without another status 7",
    arguments: [("stop", 7), ("stop 0", 7), ("stop 3", 3), ("stop 7", 7)] as [(String, Int32)])
  func stopping(_ stop: String, _ status: Int32) {
    let failing = "for x in 1, 2 keep going { if $x == 1 { error(\"bad\") } }\n"
    #expect(run(failing + stop).hasSuffix("[\(status)]"))
    #expect(run("for y in 1 { \(failing)\(stop) }").hasSuffix("[\(status)]"))
    #expect(run("for y in 1 parallel 2 { \(failing)\(stop) }").hasSuffix("[\(status)]"))
  }
}
