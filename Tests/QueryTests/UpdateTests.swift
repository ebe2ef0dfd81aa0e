import Glibc
import JSON
import Query
import Testing
import Threads

/// The fused walk of an update against jq's definition: path by path, with `getpath`, `setpath` and `delpaths`.
@Suite struct Updates {
  private static let slow = """
    def slow(p; f): reduce path(p) as $p ([., []]; . as [$value, $doomed]
      | [first($value | getpath($p) | f)] as $new
      | if $new == [] then [$value, $doomed + [$p]] else [($value | setpath($p; $new[0])), $doomed] end)
      | . as [$value, $doomed] | $value | delpaths($doomed);
    """

  private static let targets = [
    ".", ".a", ".a.b", ".[0]", ".[-1]", ".[5]", ".[-9]", ".[]", ".[][]", ".[].a", ".a[]", ".a?", ".[]?", ".a.b?",
    ".[] | select(. != null)", ".a | .b", "select(.a)", ".[1:]", ".[:1]", ".a[1:]", "if .a then .a else .b end",
    ".[.a]", ".[\"x\"]", ".a as $x | .b", ".[] | .[]?", ".a[0].b",
    "getpath([\"a\", \"b\"])", "getpath([0])", "getpath([\"a\"])[]", "getpath([])",
    "getpath([{\"start\": 1, \"end\": null}])",
    ".[-9]?", ".[1:]?", ".a[0]?", ".[] | .[0]?", "try .a", "try .[-9]", ".a | .[true]?", "try (.[] | .a)",
  ]

  private static let changes = [". + 1", "empty", "1, 2", "[.]", "select(. != 1)", "error(\"e\")", "null", ". == null"]

  private static let inputs = [
    "null", "1", "\"ab\"", "[]", "[1]", "[1,2,3]", "{}", "{\"a\":1}", "{\"a\":{\"b\":1},\"b\":2}", "[[1,2],[3]]",
    "[{\"a\":1},{\"a\":2,\"b\":3}]", "{\"a\":[1,2],\"x\":5}", "[null,1,null]", "{\"a\":null}",
  ]

  @Test(arguments: targets)
  func `agree with their definition`(target: String) throws {
    try DeepStack.run {
      for change in Updates.changes {
        let fast = try Filter(parsing: "try ((\(target)) |= (\(change))) catch [.]")
        let slow = try Filter(parsing: Updates.slow + "try slow(\(target); \(change)) catch [.]")
        for input in Updates.inputs {
          let value = try Value.parse(input)
          let (left, right) = (try fast.outputs(value), try slow.outputs(value))
          #expect(left == right, "\(input) | (\(target)) |= (\(change)): \(left) instead of \(right)")
        }
      }
    }
  }

  @Test(arguments: targets)
  func `delete what del deletes path by path`(target: String) throws {
    try DeepStack.run {
      let fast = try Filter(parsing: "try del(\(target)) catch [.]")
      let slow = try Filter(parsing: "try delpaths([path(\(target))]) catch [.]")
      for input in Updates.inputs {
        let value = try Value.parse(input)
        #expect(try fast.outputs(value) == slow.outputs(value), "\(input) | del(\(target))")
      }
    }
  }

  @Test(arguments: [".[0] = 1", ".[1] += 1", ".[2] |= . + 1", ".[0] |= (. , 7)", "sort_by(.) | .[0] = 3"])
  func `change an array in place when nothing else holds it`(program: String) throws {
    let filter = try Filter(parsing: program)
    var addresses: [UInt] = []
    let input = Value.array((0..<100).map { Value($0) })
    if program.hasPrefix(".") { addresses.append(address(input)) }
    try filter.run(consume input, context: .forTests) { (value: consuming Value) in
      if program.hasPrefix(".") { addresses.append(address(value)) }
      return true
    }
    #expect(Set(addresses).count <= 1)
  }

  private func address(_ value: borrowing Value) -> UInt {
    guard case .array(let elements) = copy value else { return 0 }
    return elements.withUnsafeBufferPointer { UInt(bitPattern: $0.baseAddress) }
  }

  @Test(arguments: [
    "{l: [range(20000)], s: 0} | until(.s >= 20000; .l[3] = 1 | .s += 1) | .s",
    "{l: [range(20000)], s: 0} | until(.s >= 20000; . as {$s} | .l[$s] += 1 | .s += 1) | .s",
    "{l: [range(20000)], s: 0} | until(.s >= 20000; reduce range(2) as $i (.; .l[$i] = 1) | .s += 1) | .s",
    "{l: [range(20000)], s: 0} | until(.s >= 20000; label $f | first(.l[3] = 1) | .s += 1) | .s",
    "{l: [range(20000)], s: 0} | until(.s >= 20000; select(.s >= 0) | .l[3] = 1 | .s += 1) | .s",
    "{l: [range(20000)], s: 0} | def f: if .s >= 20000 then . else .l[3] = 1 | .s += 1 | f end; f | .s",
    "def u(c; f): if c then . else f | u(c; f) end; {l: [range(20000)], s: 0} | u(.s >= 20000; .l[3] = 1 | .s += 1) | .s",
    "def f($i): if $i >= 20000 then . else .[3] = 1 | f($i + 1) end; [range(20000)] | f(0) | length",
    "[range(20000)] | until(length == 0; .[1:]) | 20000", "[range(20000)] | until(. == []; .[:-1]) | 20000",
    "[range(20000)] | [while(length > 0; .[1:])] | length",
    "reduce range(20000) as $i ([range(20000)]; .[1:] + [.[0]]) | length",
    "def sum: if . == [] then 0 else . as [$head] | .[1:] as $tail | 1 + ($tail | sum) end; [range(20000)] | sum",
    "def count: if length == 0 then 0 else 1 + (.[1:] | count) end; [range(20000)] | count",
    "{q: [range(20000)], s: 0} | until(.q | length == 0; .q |= .[1:] | .s += 1) | .s",
    "{q: [range(20000)], s: 0} | until(.q | isempty(.[]); .q = .q[1:] | .s += 1) | .s",
  ]) func `take time in proportion to the steps of a loop`(program: String) throws {
    try expectLinear { size in
      (program.replacing("20000", with: "\(size)"), [Value(size)])
    }
  }

  @Test func `append to the state of a reduction in linear time`() throws {
    try expectLinear { size in
      let program = """
        (reduce range(\(size)) as $i ([]; .[$i] = $i) | length),
        (reduce range(\(size)) as $i ({a: {b: []}}; .a.b += [$i]) | .a.b | length),
        (reduce range(\(size)) as $i ({}; .["k\\($i)"] = $i | setpath(["l\\($i)"]; $i)) | length),
        (reduce range(\(size)) as $i ({}; getpath(["a", "k\\($i)"]) |= $i) | .a | length)
        """
      return (program, [Value(size), Value(size), Value(2 * size), Value(size)])
    }
  }

  /// Eight times the size may take at most 32 times the CPU time.
  private func expectLinear(_ work: (_ size: Int) -> (program: String, outputs: [Value])) throws {
    let (short, long) = (try seconds(of: work(2500)), try seconds(of: work(20_000)))
    #expect(long < max(short, 0.005) * 8 * 4, "\(short) s, eight times the size \(long) s")
  }

  /// The CPU seconds of the thread that evaluates it.
  private func seconds(of work: (program: String, outputs: [Value])) throws -> Double {
    func now() -> Double {
      var time = timespec()
      clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time)
      return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
    }
    let filter = try Filter(parsing: work.program)
    return try DeepStack.run {
      let start = now()
      let outputs = try filter.outputs(.null)
      #expect(outputs == work.outputs)
      return now() - start
    }
  }
}
