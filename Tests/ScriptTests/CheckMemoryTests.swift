import Diagnostics
import Testing

@testable import Script

/// Checks that reuse an earlier check's results find the same as a check of the whole text.
struct CheckMemoryTests {
  /// Lines that depend on each other: names, functions, the last value, the account, dangers, blocks.
  private static let lines = [
    "param since = \"2026-01-01\"", "use pads", "let n = 1", "let n = $n + 1", "let unused = 2", "print $n",
    "print $since",
    "def f: . + $n;", "def f: .title;", "[1, 2] | map(f)", ".[0].title", "pads.list", "map(.title)",
    "let all = pads.list",
    "$all | map(select(.title = \"x\"))", "$all | map(select(.title = \"x\")) # edush: meant", "for p in $all {",
    "  let n = $n + 1", "  let inner = $p.title", "  print $p.tilte", "}", "if $n == 1 {", "  let since = 3",
    "} else {",
    "print $nothere", "pads.update(\"X\", title: \"y\")", "pads.upd", "# a comment", "let broken = [",
    "\"an open string",
    "do {", "} catch e {", "  print $e", "import \"no\" as m;", "assert $n > 0, \"no\"", "save $all to \"x.csv\"",
  ]

  private func check(_ text: String, _ memory: CheckMemory? = nil) -> CheckReport {
    let source = SourceText(name: "s", text: text)
    guard let memory else { return Checker.check(source, environment: FakeWorld()) }
    return Checker.check(ScriptParser.parse(source), environment: FakeWorld(), remembering: memory)
  }

  @Test("After each of many edits the findings equal those of a fresh check", arguments: 1...8)
  func findsTheSame(seed: UInt64) {
    var dice = Numbers(state: seed)
    var lines = (0..<12).map { _ in Self.lines.randomElement(using: &dice) ?? "" }
    var memory = CheckMemory()
    for _ in 0..<60 {
      let place = Int.random(in: 0...lines.count, using: &dice)
      switch Int.random(in: 0..<4, using: &dice) {
      case 0 where lines.count > 6: lines.remove(at: min(place, lines.count - 1))
      case 1 where place < lines.count: lines[place] = String(lines[place].dropLast())
      case 2 where place < lines.count: lines.swapAt(place, 0)
      default: lines.insert(Self.lines.randomElement(using: &dice) ?? "", at: place)
      }
      let text = lines.joined(separator: "\n")
      let (fresh, report) = (check(text), check(text, memory))
      memory = report.memory
      #expect(report.findings == fresh.findings, "\(text)")
      #expect(report.mayWrite == fresh.mayWrite, "\(text)")
    }
  }

  @Test("An unchanged statement is reused where it moved") func usesItAgain() {
    let first = check("let x = 1\nlet y = 2", CheckMemory())
    let second = check("# one more line\n\nlet x = 1\nlet y = 2", first.memory)
    #expect(second.findings.map(\.range?.lower) == [21, 31])
    #expect(second.findings.allSatisfy { $0.code == "unused-variable" })
  }
}

/// Pseudorandom numbers, the same in every run.
private struct Numbers: RandomNumberGenerator {
  var state: UInt64

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }
}
