import Diagnostics
import HTTP
import JSON
import Query
import Rendering
import Runner
import Script
import Terminal

/// The prompt at a stopped script. Its lines belong to a separate run of kind prompt.
final class StopPrompt {
  private let session: ShellSession
  private let stepping: Stepping
  /// The run of the script.
  private let run: RunRecording
  /// Created at the first stop.
  private var prompt: (loop: PromptLoop, recording: RunRecording)?

  init(_ session: ShellSession, _ stepping: Stepping, _ run: RunRecording) {
    self.session = session
    self.stepping = stepping
    self.run = run
  }

  /// Shows the position of the script, reads lines until one continues the script, and returns how.
  func ask(_ stop: Stepping.Stop) -> DebuggerMove {
    let cancellation = session.services.cancellation
    let before = cancellation.value
    defer { cancellation.value = before }
    tell(stop)
    let hasFailed = if case .failure = stop.cause { true } else { false }
    while true {
      guard let word = read(stop), word != .abort else {
        before.cancel()
        return stepping.move(.abort)
      }
      guard word == .retry, !hasFailed else { return stepping.move(word) }
      session.console.notify("nothing failed here; `step` goes on")
    }
  }

  /// Ends the run of the lines entered at the stops.
  func close() {
    guard let prompt else { return }
    run.standAside { _ = prompt.recording.end(ScriptOutcome()) }
  }

  /// nil if the user left the prompt.
  private func read(_ stop: Stepping.Stop) -> StopWord? {
    var ending = PromptLoop.Ending.status(0)
    run.standAside {
      let prompt = opened()
      session.services.run.value = prompt.recording.recorder
      session.services.connection.relay.value = nil
      prompt.loop.place = "\(fileName(stop.place.source.name)):\(stop.place.line)"
      ending = prompt.loop.run(in: stop.frame)
    }
    guard case .word(let word) = ending else { return nil }
    return word
  }

  private func opened() -> (loop: PromptLoop, recording: RunRecording) {
    if let prompt { return prompt }
    let services = session.services
    let start = RunStart(
      SourceText(name: "prompt", text: ""), ScriptRun(), services.options, services.surroundings, kind: .prompt)
    let recording = RunRecording(session, start)
    let opened = (loop: PromptLoop(session, recording, stopWords: StopWord.allCases), recording: recording)
    prompt = opened
    return opened
  }

  // MARK: Display

  private func tell(_ stop: Stepping.Stop) {
    let console = session.console
    console.printer.finish()
    stepping.takeNotes().forEach(console.notify)
    if case .failure(let failure) = stop.cause { console.report([failure.diagnostic(notes: stop.place.rows)]) }
    var place = "stopped at \(stop.place.source.name):\(stop.place.line)"
    if !stop.place.rows.isEmpty { place += ", " + stop.place.rows.joined(separator: ", ") }
    console.notify(place)
    switch stop.cause {
    case .line: console.notify("  " + Self.code(stop.place))
    case .write(let write): console.notify("  " + write)
    case .failure: break
    }
    if prompt == nil { console.notify(Self.hint(stop.cause)) }
  }

  private static func code(_ place: ScriptPlace) -> String {
    let lines = place.source.text.split(separator: "\n", omittingEmptySubsequences: false)
    guard lines.indices.contains(place.line - 1) else { return "" }
    return String(lines[place.line - 1].drop(while: \.isWhitespace))
  }

  private static func hint(_ cause: Stepping.Cause) -> String {
    switch cause {
    case .line: "`step` runs it, `continue` goes on, `skip` leaves the row, `abort` ends the run"
    case .write: "`step` sends it, `continue` sends all, `skip` leaves the row, `abort` ends the run"
    case .failure:
      "`retry` runs the statement again, `continue` lets it fail, `skip` leaves the row, `abort` ends the run"
    }
  }
}

/// The last component of a path.
private func fileName(_ path: String) -> String { path.split(separator: "/").last.map(String.init) ?? path }
