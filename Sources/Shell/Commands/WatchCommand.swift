import Calendar
import Diagnostics
import HTTP
import JSON
import Query
import Rendering
import Script
import Terminal

extension PromptCommand {
  static let watch = PromptCommand(
    name: "watch", usage: "watch seconds expression [until condition]",
    details: """
      Evaluates again and again and draws each round in place of the one before: changes are marked, and rows that are gone appear
      below. `until` looks at a round's value as `.`, and rings the bell when it is true. A round that the server or the network fails is
      shown and tried again. Ctrl-C ends it. It sends only reads.
      """
  ) { call throws(Failure) in
    guard let expression = call.command.expression, let word = call.words.first, let seconds = Double(word), seconds > 0
    else {
      throw call.usage("watch needs seconds and an expression")
    }
    try Watch(call, expression, call.command.condition, seconds: seconds).run()
  }
}

/// Evaluates an expression repeatedly.
private struct Watch {
  let call: PromptCommand.Call
  let text: String
  let condition: String?
  let seconds: Double
  private let screen: WatchScreen?

  init(_ call: PromptCommand.Call, _ expression: Expression, _ condition: Expression?, seconds: Double) {
    self.call = call
    self.seconds = seconds
    let source = SourceText(name: "", text: call.command.rest)
    func written(_ range: SourceRange) -> String {
      source[SourceRange(range.lower - call.command.restRange.lower, range.upper - call.command.restRange.lower)]
    }
    text = written(expression.range)
    self.condition = condition.map { written($0.range) }
    screen = call.services.surroundings.hasTerminalOutput ? WatchScreen(seconds: seconds, text: text) : nil
  }

  func run() throws(Failure) {
    let (printer, cancellation) = (call.console.printer, call.services.cancellation)
    screen?.open()
    var (round, last, holds) = (0, "", false)
    var stopped: ScriptOutcome?
    var failure: Failure?
    while !cancellation.value.isCancelled {
      round += 1
      var outcome = ScriptOutcome(exitCode: 0)
      let shown = printer.drawn {
        outcome = call.interpreter.execute(text, name: "watch", caller: call.services.providers.reader)
      }
      if outcome.exitCode == 0 {
        last = shown
        show(shown, round: round)
      } else if let failure = outcome.failure, failure.isTransient, !cancellation.value.isCancelled {
        show("error: \(oneLine(failure.message))\n" + last, round: round)
        try? WallClock.system.sleep(seconds, cancellation.value)
        continue
      } else {
        if !cancellation.value.isCancelled { stopped = outcome }
        break
      }
      do throws(Failure) {
        holds = try isReached()
      } catch {
        failure = error
      }
      if holds || failure != nil { break }
      try? WallClock.system.sleep(seconds, cancellation.value)
    }
    screen?.close()
    if screen != nil, !last.isEmpty { StandardStream.output.write(last) }
    if holds {
      if screen != nil { StandardStream.error.write("\u{7}") }
      call.console.notify("the condition is true after \(round.of("round"))")
    }
    if let failure { throw failure }
    if let stopped { try call.report(stopped) }
  }

  private func show(_ text: String, round: Int) {
    guard let screen else {
      return call.console.printer.text("\(ISOTime.text(WallClock.system.now()))\n\(text.withoutLastBreak)")
    }
    screen.draw(text, round: round)
  }

  /// Whether the condition is true for the current value.
  private func isReached() throws(Failure) -> Bool {
    guard let condition else { return false }
    var evaluation = SideEvaluation(
      call.interpreter, catalog: call.services.providers.catalog, caller: call.services.providers.reader)
    evaluation.context = call.interpreter.environment.makeQuietContext()
    return try evaluation.value(of: condition)?.isTruthy ?? false
  }
}

extension String {
  fileprivate var withoutLastBreak: String { hasSuffix("\n") ? String(dropLast()) : self }
}
