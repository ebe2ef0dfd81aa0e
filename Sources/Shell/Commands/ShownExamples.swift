import Diagnostics
import Query
import Script
import Synchronization

/// The examples in the latest help text, numbered from 1.
final class ShownExamples: Sendable {
  private let examples = Mutex<[String]>([])

  subscript(number: Int) -> String? {
    examples.withLock { $0.indices.contains(number - 1) ? $0[number - 1] : nil }
  }

  var count: Int { examples.withLock { $0.count } }

  /// Numbers the example lines of a text and remembers them.
  func number(_ lines: [String], in text: String) -> String {
    var rows = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    var shown: [String] = []
    for line in lines {
      guard let row = rows.firstIndex(where: { $0 == "  " + line || $0 == "  edush> " + line }) else { continue }
      shown.append(line)
      rows[row] = "  \(shown.count)  \(line)"
    }
    examples.withLock { $0 = shown }
    return rows.joined(separator: "\n")
  }
}

extension PromptCommand {
  static let example = PromptCommand(
    name: "example", usage: "example n",
    details:
      "Help numbers its examples; this runs one of those shown last. On a live account, one that writes is put on the prompt instead."
  ) { call throws(Failure) in
    guard call.words.count == 1, let number = Int(call.words[0]) else { throw call.usage("example accepts a number") }
    guard let text = call.examples[number] else {
      let count = call.examples.count
      throw Failure(
        .usage, count == 0 ? "no examples were shown yet" : "there is no example \(number)",
        hint: count == 0 ? "`describe coderpad.pads` and `help each` show some" : "the last help shows \(count)")
    }
    // On a live account, whether to send a write is decided at the prompt.
    if call.writes(text), !call.services.surroundings.isSandboxed {
      guard call.nextLine.isTaken else {
        throw Failure(.usage, "example \(number) writes: enter it yourself", hint: text)
      }
      return call.nextLine.put(text)
    }
    call.console.notify(text)
    let outcome = call.interpreter.execute(text, name: "example")
    call.console.printer.finish()
    try call.report(outcome)
  }
}

extension PromptCommand.Call {
  /// Whether a text has a call that may write.
  fileprivate func writes(_ text: String) -> Bool {
    let report = Checker.check(SourceText(name: "example", text: text), environment: interpreter.environment)
    return report.mayWrite || report.hasErrors
  }
}
