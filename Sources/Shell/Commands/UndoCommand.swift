import HTTP
import Providers
import Query
import Script

extension PromptCommand {
  static let undo = PromptCommand(
    name: "undo", usage: "undo [@n]",
    details: """
      Takes back the latest write of this prompt, or that of an exchange, with a call that does the opposite: what was
      made is deleted, what was changed gets its former values again, as far as an answer before showed them. The call
      is shown, and asks as any other would. `describe METHOD` tells whether a method can be taken back.
      """
  ) { call throws(Failure) in
    guard call.words.count <= 1 else { throw call.usage("undo takes one exchange") }
    guard let history = call.workbench.providers.undoHistory else { throw call.usage("nothing is kept to take back") }
    let exchange = try call.words.first.map { (word) throws(Failure) in try call.exchange(word).id }
    let step = try history.step(of: exchange)
    call.workbench.notify("@\(step.exchange) is taken back by \(step.call)")
    history.take(step) {
      call.workbench.report(call.interpreter.execute(step.call, name: "undo @\(step.exchange)").diagnostics)
    }
  }
}
