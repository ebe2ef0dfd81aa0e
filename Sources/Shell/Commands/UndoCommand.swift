import HTTP
import JSON
import Providers
import Query
import Runner
import Script

extension PromptCommand {
  static let undo = PromptCommand(
    name: "undo", usage: "undo [@n|@a..@b] [--force]",
    details: """
      Undoes the latest write of this prompt, that of an exchange, or those of several, newest first. It deletes what was
      created, restores previous values, and recreates what was deleted if the provider allows it. The calls are shown and need
      confirmation as usual. An object that has changed since is left alone unless --force is given. `describe METHOD` shows
      whether a method can be undone; `edush undo RUN` undoes a whole run.
      """
  ) { call throws(Failure) in
    let words = try call.words(options: ["--force"])
    guard words.count <= 1 else { throw call.usage("undo accepts one exchange, or several as @3..@7") }
    guard let history = call.services.providers.undoHistory else { throw call.usage("undo is not available here") }
    let undoing = Undoing(call: call, history: history, force: call.command.isForced)
    guard let word = words.first else { return try undoing.undo(nil) }
    guard word.contains("..") else { return try undoing.undo(try call.exchange(word).id) }
    let range = Set(try call.exchanges(word).map(\.id))
    let meant = history.undoable.filter(range.contains).reversed()
    guard !meant.isEmpty else { throw Failure(.script, "\(word) wrote nothing that can be undone") }
    for exchange in meant { try undoing.undo(exchange) }
  }
}

/// Undoes writes of the prompt, one at a time.
private struct Undoing {
  let call: PromptCommand.Call
  let history: UndoHistory
  let force: Bool

  private var client: ProviderClient { call.services.providers.client }

  /// Undoes the write of an exchange; nil for the latest write.
  func undo(_ exchange: Int?) throws(Failure) {
    guard let step = try settled(try history.step(of: exchange)), let inverse = step.inverse else { return }
    if !force { try refuseChanged(step, inverse) }
    call.console.notify("undoing @\(step.exchange) with \(inverse.calls.map(\.text).joined(separator: "; "))")
    if let caveat = inverse.caveat { call.console.notify("note: \(caveat)") }
    for output in try history.undo(step, with: call.services.providers.caller) { call.interpreter.show(output) }
    tellOthers(of: step)
  }

  /// The step once it is known that the write was carried out; nil if it was not.
  private func settled(_ step: UndoHistory.Step) throws(Failure) -> UndoHistory.Step? {
    guard step.inverse == nil else { return step }
    let what = "@\(step.exchange), \(step.name),"
    call.console.notify("\(what) may have been carried out; asking \(step.write.account)")
    switch client.settle(step.write, excluding: [], cancellation: call.services.cancellation.value) {
    case .done(let payload):
      history.settle(step.exchange, payload: payload)
      return try history.step(of: step.exchange)
    case .notDone:
      history.settle(step.exchange, payload: nil)
      call.console.notify("\(what) was not carried out: nothing to undo")
      return nil
    case .unclear(let reason):
      let earlier = history.undoable.last { $0 < step.exchange }
      throw Failure(
        .script, "\(what) may have been carried out: \(reason)",
        hint: "look at the object" + (earlier.map { "; `undo @\($0)` undoes the write before it" } ?? ""))
    }
  }

  /// Throws if an object is no longer as the write left it.
  private func refuseChanged(_ step: UndoHistory.Step, _ inverse: Inverse) throws(Failure) {
    for inverse in inverse.calls {
      let planned = PlannedStep(
        undoing: try client.outline(of: inverse), after: step.after, sent: step.write.arguments)
      guard planned.isReadAgain, let reading = client.reading(of: inverse) else { continue }
      let now = try Drift.object(by: reading, with: call.services.providers.reader)
      let drift = Drift(planned, now: now, ignoresAdded: true)
      guard !drift.differences.isEmpty else { continue }
      var failure = drift.failure(planned, since: "@\(step.exchange) wrote it")
      failure.hint = "it was left alone; `undo @\(step.exchange) --force` changes it anyway"
      throw failure
    }
  }

  /// Tells how to undo the other writes of the same line.
  private func tellOthers(of step: UndoHistory.Step) {
    guard let line = call.transcript.lines.all.last(where: { $0.exchanges.contains(step.exchange) }) else { return }
    let others = history.undoable.filter(line.exchanges.contains)
    guard let first = others.first, let last = others.last else { return }
    let range = first == last ? "@\(first)" : "@\(first)..@\(last)"
    let writes = others.count == 1 ? "1 more write" : "\(others.count) more writes"
    call.console.remark("that line sent \(writes): `undo \(range)` undoes \(others.count == 1 ? "it" : "them")")
  }
}
