import Query
import Terminal

extension PromptCommand {
  static let edit = PromptCommand(
    name: "edit", usage: "edit [path]",
    details: """
      Opens the last line in $VISUAL or $EDITOR, else in vi. What is saved is put on the prompt and runs with Enter.
      Ctrl-X Ctrl-E opens the line that is being typed.
      With a path it only opens that file; `run path` runs a script.
      """
  ) { call throws(Failure) in
    let editor = ExternalEditor(call.services)
    guard call.words.count < 2 else { throw call.usage("edit accepts one path") }
    if let path = call.words.first { return try editor.open(path) }
    guard call.nextLine.isTaken else {
      throw Failure(.usage, "`edit` needs a prompt at a terminal", hint: "`edit path` opens a file")
    }
    guard let last = call.transcript.history.entries.last(where: { !$0.text.hasPrefix("edit") }) else {
      throw Failure(.usage, "there is no line to edit")
    }
    call.nextLine.put(try editor.edited(last.text))
  }
}
