import Diagnostics
import Glibc
import JSON
import Query
import Script
import Terminal

/// What the line editor of the prompt asks the shell.
struct PromptConfiguration {
  let lineEditor: LineEditor.Configuration

  init(_ workbench: Workbench, _ interpreter: SharedInterpreter) {
    let surroundings = workbench.surroundings
    var editor = LineEditor.Configuration(terminalType: surroundings.value("TERM"))
    editor.colour = surroundings.usesColour(onTerminal: true, refused: workbench.options.refusesColour) ? .on : .off
    editor.editrcPath = surroundings.value("HOME").map { $0 + "/.editrc" }
    editor.history = workbench.history.value
    editor.notifier = workbench.notifier
    editor.validator = { text in !ScriptParser.parse(SourceText(name: "prompt", text: text)).isIncomplete }
    editor.highlighter = { text in
      Highlighter(catalog: workbench.providers.catalog, account: interpreter.value.account).ranges(text)
    }
    editor.completer = { text, cursor in
      workbench.webhooks.bind(in: interpreter.value)
      return Completer(CompletionKnowledge(workbench, interpreter.value).knowledge).completions(
        of: text, cursor: cursor)
    }
    lineEditor = editor
  }
}
