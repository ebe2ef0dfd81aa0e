import HTTP
import Providers
import Query
import Script

extension PromptCommand {
  static let undo = PromptCommand(
    name: "undo", usage: "undo [@n]",
    details: """
      Undoes the latest write of this prompt, or that of an exchange: what was created is deleted, what was changed gets
      its previous values, what was deleted is created again where the provider allows it. The call that does it is shown,
      and asks as any other would. `describe METHOD` shows whether a method can be undone; `edush undo RUN` undoes a run.
      """
  ) { call throws(Failure) in
    guard call.words.count <= 1 else { throw call.usage("undo accepts one exchange") }
    guard let history = call.services.providers.undoHistory else { throw call.usage("undo is not available here") }
    let exchange = try call.words.first.map { (word) throws(Failure) in try call.exchange(word).id }
    let step = try history.step(of: exchange)
    let calls = step.inverse.calls.map(\.text).joined(separator: "; ")
    call.console.notify("undoing @\(step.exchange) with \(calls)")
    if let caveat = step.inverse.caveat { call.console.notify("note: \(caveat)") }
    for output in try history.undo(step, with: call.services.providers.caller) { call.interpreter.show(output) }
  }
}
