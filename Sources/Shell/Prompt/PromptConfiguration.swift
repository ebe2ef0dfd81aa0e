import Diagnostics
import Glibc
import JSON
import Query
import Script
import Terminal

/// Configures the line editor of the prompt.
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
    editor.indents = { !LineFit($0, cursor: $0.utf8.count).endsInString }
    editor.hinter = { text in
      LineHint(
        history: session.transcript.history.value, catalog: session.services.providers.catalog,
        account: interpreter.value.account
      ).rest(of: text)
    }
    editor.externalEditor = { text in
      do throws(Failure) {
        return try ExternalEditor(session.services).edited(text)
      } catch {
        session.console.notify(([error.message] + [error.hint].compactMap(\.self)).joined(separator: "\n  "))
        return nil
      }
    }
    editor.help = { text, cursor in
      CursorHelp(session.services.providers.client, interpreter.value, session.examples)
        .text(for: text, cursor: cursor, columns: TerminalSize(of: STDOUT_FILENO)?.columns ?? 80)
    }
    let (services, console) = (session.services, session.console)
    let typed = TypedLine(
      interpreter, catalog: services.providers.catalog,
      modules: LocalModules(folders: services.options.moduleFolders, access: services.access),
      words: stopWords.map(\.rawValue) + [ForeignCommand.exit])
    editor.highlighter = { text, cursor in
      session.webhooks.bind(in: interpreter.value)
      defer { if cursor == nil { typed.end() } }
      return Highlighter(
        catalog: services.providers.catalog, account: interpreter.value.account, theme: console.promptSettings.theme,
        unknownNames: typed.unknownNames
      ).ranges(text, cursor: cursor)
    }
    editor.strip = { text, cursor, columns in
      guard console.promptSettings.signature == .on else { return nil }
      return typed.signature(in: text, cursor: cursor).map { SignatureStrip(signature: $0).text(columns: columns) }
    }
    editor.completer = { text, cursor in
      session.webhooks.bind(in: interpreter.value)
      return Completer(
        CompletionKnowledge(
          session.services, interpreter.value, front: text.prefix(utf8: cursor), stopWords: stopWords
        ).knowledge
      ).completions(of: text, cursor: cursor)
    }
    editor.lookUp = { text, cursor in
      let completer = Completer(CompletionKnowledge(session.services, interpreter.value, front: "").knowledge)
      return IDLookup(
        completer, CompletionContext(text, cursor: cursor), interpreter.value.account, session.services, session.console
      )
    }
    lineEditor = editor
  }
}

extension String {
  /// The text before a UTF-8 offset.
  fileprivate func prefix(utf8 end: Int) -> String { String(decoding: utf8.prefix(end), as: UTF8.self) }
}
