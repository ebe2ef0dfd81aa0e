import Diagnostics
import Glibc
import JSON
import Query
import Script
import Terminal

/// What the line editor of the prompt asks the shell.
struct PromptConfiguration {
  let lineEditor: LineEditor.Configuration

  init(
    _ session: ShellSession, _ interpreter: SharedInterpreter, _ entered: EnteredText, stopWords: [StopWord] = []
  ) {
    let surroundings = session.services.surroundings
    var editor = LineEditor.Configuration(terminalType: surroundings.value("TERM"))
    editor.colour =
      surroundings.usesColour(onTerminal: true, refused: session.services.options.refusesColour) ? .on : .off
    editor.editrcPath = surroundings.value("HOME").map { $0 + "/.editrc" }
    editor.history = session.transcript.history.value
    editor.notifier = session.console.notifier
    editor.validator = entered.isComplete
    editor.highlighter = { text in
      Highlighter(catalog: session.services.providers.catalog, account: interpreter.value.account).ranges(text)
    }
    editor.completer = { text, cursor in
      session.webhooks.bind(in: interpreter.value)
      return Completer(
        CompletionKnowledge(session.services, interpreter.value, stopWords: stopWords).knowledge
      ).completions(of: text, cursor: cursor)
    }
    editor.lookUp = { text, cursor in
      let completer = Completer(CompletionKnowledge(session.services, interpreter.value).knowledge)
      return IDLookup(
        completer, CompletionContext(text, cursor: cursor), interpreter.value.account, session.services, session.console
      )
    }
    lineEditor = editor
  }
}
