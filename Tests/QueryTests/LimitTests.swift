import JSON
import Query
import Testing
import Threads

@Suite struct Limits {
  @Test func `a cancelled evaluation ends`() throws {
    for program in ["last(range(1e18))", "[recurse(. + 1)]", "def f: f; f", "[limit(1e9; repeat(1))] | length"] {
      let filter = try Filter(parsing: program)
      let context = EvaluationContext.forTests
      var polls = 0
      context.isCancelled = {
        polls += 1
        return polls > 3
      }
      #expect(throws: EvaluationError.self, "\(program)") { try filter.outputs(0, context: context) }
      #expect(polls == 4)
    }
  }

  @Test func `cancellation cannot be caught`() throws {
    let filter = try Filter(parsing: "try last(range(1e18)) catch 1")
    let context = EvaluationContext.forTests
    context.isCancelled = { true }
    #expect(throws: EvaluationError.self) { try filter.outputs(0, context: context) }
  }

  @Test func `an evaluation that needs too much memory ends`() throws {
    let programs = [
      "[range(1e12)]", "[1] | until(false; . + .)", "reduce range(99) as $i ([1]; . += .)",
      "[1] | until(false; map(., .))", "[[1]] | until(false; [.[], .[]] | flatten | map([.]))",
    ]
    for program in programs {
      let context = EvaluationContext.forTests
      context.memoryLimit = 1
      #expect(throws: EvaluationError.self, "\(program)") {
        try Filter(parsing: program).outputs(.null, context: context)
      }
    }
  }

  @Test func `endless recursion is an error, not a crash`() throws {
    for program in ["def f: 1 + f; f", "def f(g): f(g | g) + 1; f(.)", "def f: [f]; f", "def f: f | f; f"] {
      let filter = try Filter(parsing: program)
      let context = EvaluationContext.forTests
      context.memoryLimit = 4 << 30
      #expect(throws: EvaluationError.self, "\(program)") {
        try DeepStack.run(size: 1 << 26) { try filter.outputs(.null, context: context) }
      }
    }
  }

  @Test func `two million tail calls use no stack`() throws {
    let programs = [
      ("def f: if . < 2000000 then . + 1 | f else . end; 0 | f", 2_000_000),
      ("def f($n): if $n > 0 then f($n - 1) else 200000 end; f(200000)", 200_000),
      ("last(0 | while(. < 200000; . + 1)) + 1", 200_000), ("0 | until(. == 200000; . + 1)", 200_000),
      ("def f: ., (if . < 199999 then . + 1 | f else empty end); last(1 | f) + 1", 200_000),
    ]
    for (program, result) in programs {
      let outputs = try DeepStack.run(size: 1 << 22) { try Filter(parsing: program).outputs(0) }
      #expect(outputs == [Value(result)], "\(program): \(outputs)")
    }
  }

  /// Updates of a number, each with a single output in tail position.
  private static let steps = [
    "[.] | . as [$a] | $a + 1", "{a: .} | . as {a: $b} | $b + 1",
    "{a: .} | . as {$a} | $a + 1", "{k: \"a\", a: .} | . as {(.k): $b} | $b + 1", "[[.]] | .[] as [$a] | $a + 1",
    "[. + 1][]", "[. + 1][]?", "{a: (. + 1)}[]", "[{a: (. + 1)}] | .[].a", "{a: (. + 1)} | .a?", "[. + 1] | .[0]?",
    ". + 1 | select(. > 0)", "{a: (. + 1)} | to_entries[].value", "limit(1; . + 1)", "first(. + 1, 2)",
    "last(1, . + 1)", "range(. + 1; . + 2)", "try (. + 1 | select(. > 0))", "(empty // . + 1)", "label $l | [. + 1][]",
    "empty, . + 1", "if (empty, true) then . + 1 else . end", "(.[]? // .) + 1",
  ]

  @Test(arguments: steps) func `loops whose steps have one output use no stack`(step: String) throws {
    let programs = [
      "until(. >= 30000; \(step))", "def f: if . >= 30000 then . else (\(step)) | f end; f",
      "last(while(. <= 30000; \(step)))", "last(recurse(if . < 30000 then \(step) else empty end))",
      "def u(c; f): if c then . else f | u(c; f) end; u(. >= 30000; \(step))",
    ]
    for program in programs {
      let outputs = try DeepStack.run(size: 1 << 22) { try Filter(parsing: program).outputs(0) }
      #expect(outputs == [30000], "\(program): \(outputs)")
    }
  }

  @Test func `nesting 10001 deep is handled or refused`() throws {
    let nested = "reduce range(10001) as $i ([]; [.])"
    let programs = [
      "\(nested) | [..] | length", "\(nested) | flatten", "\(nested) | tojson | contains(\"too deep\")",
      "[\(nested)] | try (. == [\(nested)]) catch .", "\(nested) | try ([., .] | sort) catch .",
      "try getpath([range(10001) | 0]) catch .", "try setpath([range(10001) | 0]; 0) catch .",
      "\(nested) | [paths] | length", "\(nested) | walk(.) | length", "\(nested) | [tostream] | length",
      "\(nested) | del(..|select(. == 1)) | length", "\(nested) | try ((..|select(. == [])) |= 1) catch .",
    ]
    for program in programs {
      #expect(try DeepStack.run { try Filter(parsing: program).outputs(.null).count } == 1, "\(program)")
    }
  }

  @Test func `a program that is nested too deeply is refused`() throws {
    for (open, close) in [("[", "]"), ("(", ")"), ("-", ""), ("{a:", "}")] {
      let text = String(repeating: open, count: 100_000) + "1" + String(repeating: close, count: 100_000)
      #expect(throws: (any Error).self, "\(open)") { try DeepStack.run { _ = try Filter(parsing: text) } }
    }
    let chain = Array(repeating: "1", count: 900).joined(separator: " + ")
    #expect(try DeepStack.run { try Filter(parsing: chain).outputs(.null) } == [900])
  }
}
