import Calendar
import Diagnostics
import JSON
import Query
import Testing
import Threads

@Suite struct BuiltinExamples {
  @Test(arguments: Builtin.all.filter { $0.example != nil })
  func `outputs the example's result`(builtin: Builtin) throws {
    let example = try #require(builtin.example)
    let outputs = try DeepStack.run {
      try Filter(parsing: example.program).outputs(try Value.parse(example.input), context: .forTests)
    }
    #expect(outputs.map(\.description) == example.outputs, "\(builtin.signature): \(example.program)")
  }

  @Test func `has a one-sentence summary for everything`() {
    for builtin in Builtin.all { #expect(builtin.summary.hasSuffix("."), "\(builtin.signature)") }
  }

  @Test func `lists no signature twice`() {
    #expect(Set(Builtin.all.map(\.signature)).count == Builtin.all.count)
  }
}

extension EvaluationContext {
  /// A context in which time stands still.
  static var forTests: EvaluationContext {
    let context = EvaluationContext()
    context.clock = { 1_425_599_621.5 }
    context.random = { 0x0123_4567_89AB_CDEF }
    context.zones = .forTests
    context.environmentSource = { [("HOME", "/home/x")] }
    return context
  }
}
