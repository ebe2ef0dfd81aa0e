import Diagnostics
import Glibc
import JSON
import Query
import Script
import Synchronization
import Testing

/// Notes the callbacks for units, and skips some rows.
final class UnitLog: UnitObserver {
  let skipped: Set<Int>
  let namesRowsByContent: Bool
  private let log = Mutex<[String]>([])

  init(skipped: Set<Int> = [], namesRowsByContent: Bool = false) {
    self.skipped = skipped
    self.namesRowsByContent = namesRowsByContent
  }

  var lines: [String] { log.withLock { $0 } }
  private func note(_ line: String) { log.withLock { $0.append(line) } }

  private static func name(_ unit: WorkUnit) -> String {
    switch unit.key {
    case .statement(let index): "statement \(index)"
    case .row(let loop, .index(let index)): "row \(loop).\(index)"
    case .row(let loop, .content(let digest, let occurrence)): "row \(loop).\(digest.prefix % 1000)#\(occurrence)"
    }
  }

  func begin(_ unit: WorkUnit, row: Row?) -> Admission {
    note("begin \(Self.name(unit))" + (row.map { " \($0.name)=\($0.value.json())" } ?? ""))
    guard let row, skipped.contains(row.index) else { return .run }
    return .skip
  }
  func retry(_ unit: WorkUnit, row: Row, _ failure: Failure, attempt: Int) {
    note("retry \(Self.name(unit)) \(attempt) \(failure.kind)")
  }
  func finish(_ unit: WorkUnit, _ outcome: UnitOutcome) {
    switch outcome {
    case .done: note("done \(Self.name(unit))")
    case .failed(let failure): note("failed \(Self.name(unit)) \(failure.kind)")
    case .stopped: note("stopped \(Self.name(unit))")
    case .skipped: note("skipped \(Self.name(unit))")
    case .interrupted: note("interrupted \(Self.name(unit))")
    }
  }
}

@Suite("Loop rows") struct RowTests {
  @Test("and statements outside loops are units that an observer may skip") func observed() {
    let log = UnitLog(skipped: [1])
    let world = FakeWorld(failures: 1, rows: log)
    let text = """
      for id in "flaky", "b", "gone", "d" retry 1 keep going {
        for inner in 1 { print coderpad.pads.get($id).id }
      }
      print 1
      if true { for x in 1, 2 { if $x == 1 { stop } } }
      """
    #expect(
      run(text, in: world) == "| flaky\nerror: no such pad\n| d\nwarning: 1 of 4 rows failed\n| 1\n[7]")
    #expect(
      log.lines == [
        "begin statement 0", "begin row 0.0 id=\"flaky\"", "retry row 0.0 1 transport", "done row 0.0",
        "begin row 0.1 id=\"b\"", "begin row 0.2 id=\"gone\"", "failed row 0.2 api", "begin row 0.3 id=\"d\"",
        "done row 0.3", "done statement 0", "begin statement 1", "done statement 1", "begin statement 2",
        "begin row 1.0 x=1", "stopped row 1.0", "stopped statement 2",
      ])
  }

  @Test("are identified by content and occurrence where an observer needs it") func named() {
    func names(_ source: String) -> [String] {
      let log = UnitLog(namesRowsByContent: true)
      _ = run("for r in \(source) { print 1 }", in: FakeWorld(rows: log))
      return log.lines.filter { $0.hasPrefix("done row") }
    }
    let names1 = names("{a: 1, b: 2}, \"x\", \"x\"")
    #expect(Set(names1).count == 3 && names1[1].hasSuffix("#0") && names1[2].hasSuffix("#1"))
    #expect(Set(names("\"x\", {b: 2, a: 1}, \"x\"")) == Set(names1))
  }

  /// Rows that call a definition start threads at once, like those with calls; others run in turn while they are short.
  @Test(
    "are shown once the rows before them are done, while the source still runs",
    arguments: ["print \"row \\($r)\"", "print ($r | named)"])
  func shownAtOnce(body: String) {
    let world = FakeWorld()
    world.fake.onGet("late") {
      // The source waits until both earlier rows were shown.
      let deadline = ContinuousClock.now + .seconds(20)
      while world.lines.count < 2, ContinuousClock.now < deadline { usleep(1_000) }
      return Value(world.lines.count)
    }
    let text = "def named: \"row \\(.)\"; for r in 1, 2, coderpad.pads.get(\"late\") parallel 4 { \(body) }"
    #expect(run(text, in: world) == "| row 1\n| row 2\n| row 2")
  }

  @Test("keep their order when threads take over from rows that run in turn") func handedOver() {
    let text = """
      for n in range(40) parallel 4 keep going {
        let s = [range(if $n > 5 then 50000 else 1 end) | . * 2] | length
        if $s == 0 or $n == 3 or $n == 30 { error("no \\($n)") } else { print $n }
      }
      """
    let lines = (0..<40).map { $0 == 3 || $0 == 30 ? "error: no \($0)" : "| \($0)" }
    #expect(run(text) == (lines + ["warning: 2 of 40 rows failed", "[7]"]).joined(separator: "\n"))
  }

  @Test("use the command line's settings unless the loop has its own") func defaults() {
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

  @Test("that fail inside another row are shown with it, and counted per loop") func nested() {
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
    "that failed make a stop without a status exit 7",
    arguments: [("stop", 7), ("stop 0", 7), ("stop 3", 3), ("stop 7", 7)] as [(String, Int32)])
  func stopping(_ stop: String, _ status: Int32) {
    let failing = "for x in 1, 2 keep going { if $x == 1 { error(\"bad\") } }\n"
    #expect(run(failing + stop).hasSuffix("[\(status)]"))
    #expect(run("for y in 1 { \(failing)\(stop) }").hasSuffix("[\(status)]"))
    #expect(run("for y in 1 parallel 2 { \(failing)\(stop) }").hasSuffix("[\(status)]"))
  }
}
