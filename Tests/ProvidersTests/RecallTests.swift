import HTTP
import JSON
import Providers
import Query
import Testing

/// A retried unit does not repeat its writes.
@Suite struct RecallTests {
  private func run(_ bench: Bench, _ text: String, in unit: WorkUnit) throws -> [Value] {
    let filter = try Filter(parsing: text, environment: CompileEnvironment(catalog: bench.client.catalog))
    let context = EvaluationContext()
    context.caller = bench.client.caller(cancellation: Cancellation())
    context.unit = unit
    context.clock = { Double(bench.server.requests.count) }
    return try filter.outputs(.null, context: context)
  }

  private static func question(_ id: Int) -> String { #"{"status":"OK","id":\#(id)}"# }

  @Test func `A completed write outputs its result, and is not sent again`() throws {
    let bench = Bench(FakeServer(json: Self.question(1), Self.question(2), Self.question(3)))
    let unit = WorkUnit(.statement(0), seed: 7)
    let start = unit.prepareForAnotherTry()
    let text = #"[coderpad.questions.create(title: "\(uuid) \(now)").id, coderpad.questions.create(title: "b").id]"#
    let first = try run(bench, text, in: unit)
    #expect(first == [[1, 2]])
    unit.rewind(to: start)
    #expect(try run(bench, text, in: unit) == first)
    #expect(bench.server.requests.count == 2)
    // Writes after the completed ones are sent.
    unit.rewind(to: start)
    #expect(try run(bench, text + #", coderpad.questions.create(title: "c").id"#, in: unit) == first + [3])
    #expect(bench.server.requests.count == 3)
  }

  @Test func `A refused write is sent again`() throws {
    let bench = Bench(FakeServer(json: #"{"status":"ERROR"}"#, Self.question(5)))
    let unit = WorkUnit(.statement(0), seed: 7)
    let start = unit.prepareForAnotherTry()
    let text = #"coderpad.questions.create(title: "a").id"#
    #expect(throws: EvaluationError.self) { try run(bench, text, in: unit) }
    unit.rewind(to: start)
    #expect(try run(bench, text, in: unit) == [5])
  }

  @Test func `A retry that diverges stops before it sends`() throws {
    let bench = Bench(FakeServer(json: Self.question(1), Self.question(2)))
    let unit = WorkUnit(.statement(0), seed: 7)
    let start = unit.prepareForAnotherTry()
    _ = try run(bench, #"coderpad.questions.create(title: "a").id"#, in: unit)
    unit.rewind(to: start)
    #expect(throws: EvaluationError.self) { try run(bench, "coderpad.questions.delete(7)", in: unit) }
    #expect(bench.server.requests.count == 1)
  }

  @Test(
    "Different arguments are a different write",
    arguments: [
      #"coderpad.questions.create(title: "b")"#, #"coderpad.questions.create(title: "a", description: "more")"#,
      #"coderpad.questions.update(1, title: "a")"#,
    ])
  func otherArguments(second: String) throws {
    let bench = Bench(FakeServer(json: Self.question(1), Self.question(2)))
    let unit = WorkUnit(.statement(0), seed: 7)
    let start = unit.prepareForAnotherTry()
    _ = try run(bench, #"coderpad.questions.create(title: "a").id"#, in: unit)
    unit.rewind(to: start)
    #expect {
      try run(bench, "(\(second) | .id)?", in: unit)
    } throws: { error in
      guard case .error(let error)? = error as? EvaluationError, let failure = error.failure else { return false }
      return failure.endsRow && failure.message.contains("another way")
    }
    #expect(bench.server.requests.count == 1)
  }

  @Test func `A write in doubt is not sent again, and stays in doubt`() throws {
    let bench = Bench(FakeServer(Array(repeating: Response(status: 503), count: 4)))
    let unit = WorkUnit(.statement(0), seed: 7)
    let start = unit.prepareForAnotherTry()
    let text = #"try coderpad.questions.create(title: "a").id catch .status"#
    #expect(try run(bench, text, in: unit) == [503])
    let sent = bench.server.requests.count
    #expect(unit.isInDoubt)
    unit.rewind(to: start)
    #expect(try run(bench, text, in: unit) == [503])
    #expect(bench.server.requests.count == sent)
  }

  @Test func `Writes of reordered rows are found by their arguments`() throws {
    let bench = Bench(FakeServer(json: Self.question(1), Self.question(2)))
    let unit = WorkUnit(.statement(0), seed: 7)
    let start = unit.prepareForAnotherTry()
    func text(_ titles: [String]) -> String {
      "[" + titles.map { "coderpad.questions.create(title: \"\($0)\").id" }.joined(separator: ", ") + "]"
    }
    #expect(try run(bench, text(["a", "b"]), in: unit) == [[1, 2]])
    unit.rewind(to: start)
    #expect(try run(bench, text(["b", "a"]), in: unit) == [[2, 1]])
    #expect(bench.server.requests.count == 2)
  }

  @Test func `A write with an unknown outcome is in doubt, a read is not`() throws {
    for (call, effect) in [("coderpad.questions.create(title: \"a\")", Effect.maybe), ("coderpad.quota.get", .none)] {
      for status in [503, 0] {
        let bench = Bench(FakeServer(Array(repeating: Response(status: status), count: 4)))
        #expect {
          try bench.run(call)
        } throws: { error in
          guard case .error(let error)? = error as? EvaluationError, let failure = error.failure else { return false }
          return failure.effect == effect && failure.isTransient
        }
      }
    }
  }
}
