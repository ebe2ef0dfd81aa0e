import Diagnostics
import JSON
import Query
import Threads

/// A program ends within its limits, and has the same outputs however its input is represented.
struct EvaluatorTarget {
  private let program: String
  private let input: Value

  /// The last line is the input if it is JSON; the lines above it are the program.
  init(_ bytes: [UInt8]) {
    let text = String(decoding: bytes.last == 0x0A ? bytes.dropLast() : bytes[...], as: UTF8.self)
    if let lineBreak = text.utf8.lastIndex(of: 0x0A), let input = try? Value.parse(String(text[lineBreak...])) {
      program = String(text[..<lineBreak])
      self.input = input
    } else {
      program = text
      input = .null
    }
  }

  func check() throws(Finding) {
    try DeepStack.run(size: 1 << 24) { () throws(Finding) in
      _ = compiled(.jq)
      if let filter = compiled(.eduscript) { try check(filter) }
    }
  }

  private func check(_ filter: Filter) throws(Finding) {
    let outcome = Outcome(filter, input)
    guard outcome.isFinal else { return }
    if let open = input.opened(deepest: 200) {
      let other = Outcome(filter, open)
      try require(!other.isFinal || other.text == outcome.text, "lazy: \(outcome.text), open: \(other.text)")
    }
    let first = Outcome(filter, input, most: 1)
    try require(outcome.text.hasPrefix(first.text), "alone: \(first.text), all: \(outcome.text)")
    if filter.hasOneOutput { try require(outcome.count == 1 || outcome.hasFailed, "not one: \(outcome.text)") }
  }

  private func compiled(_ dialect: Dialect) -> Filter? {
    do throws(Diagnostics) {
      return try Filter(parsing: program, environment: CompileEnvironment(dialect: dialect))
    } catch {
      return nil
    }
  }
}

/// The outcome of a program within limits on time, memory and outputs.
struct Outcome {
  /// Its outputs and its error, as far as they can be printed.
  private(set) var text = ""
  private(set) var count = 0
  private(set) var hasFailed = false
  /// Whether it ended before reaching a limit.
  private(set) var isFinal = true

  init(_ filter: Filter, _ input: Value, most: Int = 100) {
    let context = EvaluationContext()
    var polls = 0
    context.isCancelled = {
      polls += 1
      return polls > 2
    }
    context.memoryLimit = 1 << 30
    context.random = { 42 }
    do throws(EvaluationError) {
      try filter.run(input, context: context) { (value: consuming Value) in
        count += 1
        text += (value.isSmall ? value.json() : "…") + "\n"
        return count < most
      }
      if count == most { isFinal = most == 1 }
    } catch {
      end(error)
    }
  }

  private mutating func end(_ error: EvaluationError) {
    switch error {
    case .error(let error):
      hasFailed = true
      text += "error: \(error.message)"
    case .halt(let status, _):
      hasFailed = true
      text += "halt \(status)"
    case .cancelled, .limit: isFinal = false
    }
  }
}

extension Value {
  /// Whether it is small enough to print, in nodes and string lengths; shared parts count each time.
  var isSmall: Bool {
    var waiting = [self]
    var count = 0
    while let next = waiting.popLast() {
      count += 1
      if count > 10_000 || waiting.count > 10_000 { return false }
      if let text = next.text, text.utf8Count > 1 << 20 { return false }
      if let elements = next.elements { waiting.append(contentsOf: elements.prefix(10_001)) }
      if let members = next.members { waiting.append(contentsOf: members.prefix(10_001).map(\.value)) }
    }
    return true
  }
}
