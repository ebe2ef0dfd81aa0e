import Glibc
import Synchronization
import Testing

@testable import Terminal

/// A pipe whose other end the test writes to or reads from.
final class Pipe {
  let input: Int32
  let output: Int32

  init(_ text: String? = nil) {
    var ends: [Int32] = [-1, -1]
    pipe(&ends)
    input = ends[0]
    output = ends[1]
    guard let text else { return }
    Descriptor(output).write(text)
    closeOutput()
  }

  deinit { close(input) }

  func closeOutput() { close(output) }

  func readAll() -> String {
    closeOutput()
    var bytes: [UInt8] = []
    while case .bytes(let chunk) = Descriptor(input).read() { bytes += chunk }
    return String(decoding: bytes, as: UTF8.self)
  }
}

@Suite struct PlainReaderTests {
  private func editor(reading text: String, errors: Pipe, _ change: (inout LineEditor.Configuration) -> Void = { _ in })
    -> (LineEditor, Pipe)
  {
    let input = Pipe(text)
    var configuration = LineEditor.Configuration(terminalType: "xterm")
    configuration.streams = .init(input: input.input, output: errors.output, error: errors.output)
    change(&configuration)
    return (LineEditor(configuration: configuration), input)
  }

  @Test("Lines from a pipe are read without a prompt") func linesOfAPipeAreReadWithoutAPrompt() {
    let errors = Pipe()
    let (editor, input) = editor(reading: "one\r\n\nżółć\nlast", errors: errors)
    let outcomes = withExtendedLifetime(input) { (0..<6).map { _ in editor.readLine(prompt: Prompt("> ")) } }
    #expect(outcomes == [.line("one"), .line(""), .line("żółć"), .line("last"), .endOfInput, .endOfInput])
    #expect(errors.readAll() == "")
  }

  @Test("Lines are joined until they are complete") func linesAreJoinedUntilTheyAreComplete() {
    let errors = Pipe()
    let (editor, input) = editor(reading: "a(\nb)\nc(\n", errors: errors) { configuration in
      configuration.validator = { text in text.filter { $0 == "(" }.count == text.filter { $0 == ")" }.count }
    }
    let outcomes = withExtendedLifetime(input) { (0..<3).map { _ in editor.readLine(prompt: Prompt("> ")) } }
    #expect(outcomes == [.line("a(\nb)"), .line("c("), .endOfInput])
  }

  @Test("Without a terminal the next line answers a question") func aQuestionWithoutATerminalIsAnsweredByTheNextLine() {
    let errors = Pipe()
    let input = Pipe("one\ntwo\n")
    let question = Question(input: input.input)
    for expected in ["one", "two", nil] {
      let answer = question.ask("q: ", .hidden, show: { Descriptor(errors.output).write($0) }, isWanted: { true })
      #expect(answer == expected)
    }
    #expect(errors.readAll() == "q: q: q: \n")
  }

  @Test("Lines from a pipe are not saved in the history") func linesOfAPipeAreNotStoredInTheHistory() {
    let errors = Pipe()
    let history = History()
    let (editor, input) = editor(reading: "one\n", errors: errors) { $0.history = history }
    withExtendedLifetime(input) { _ = editor.readLine(prompt: Prompt("> ")) }
    #expect(history.entries.isEmpty)
  }

  @Test("A line can be long and contain invalid bytes") func aLineMayBeLongAndBroken() {
    let input = Pipe()
    let reader = PlainReader(input: input.input)
    Descriptor(input.output).write(Array(repeating: 0x61, count: 60_000) + [0xFF, 0x0A])
    input.closeOutput()
    guard case .text(let text) = reader.readLine() else {
      Issue.record("no line")
      return
    }
    #expect(text.utf8.count == 60_003)
    #expect(text.hasSuffix("a\u{FFFD}"))
  }
}

@Suite struct NotifierTests {
  @Test("Notices are printed at once while no line is being edited") func noticesArePrintedAtOnceWhileNothingIsEdited()
  {
    let output = Pipe()
    let notifier = Notifier(output: output.output)
    notifier.post("one")
    notifier.post("two\n")
    #expect(output.readAll() == "one\ntwo\n")
  }

  @Test("Notices wait for the editor and are never lost") func noticesWaitForTheEditorAndAreNeverLost() {
    let output = Pipe()
    let notifier = Notifier(output: output.output)
    notifier.beginEditing()
    notifier.post("one")
    #expect(notifier.take() == ["one"])
    #expect(notifier.take() == [])
    notifier.post("two")
    notifier.endEditing()
    notifier.post("three")
    #expect(output.readAll() == "two\nthree\n")
  }
}

@Suite struct SupervisorTests {
  private final class Flag: Sendable {
    private let value = Mutex(false)

    var isUp: Bool { value.withLock { $0 } }

    func raise() { value.withLock { $0 = true } }
  }

  @Test("Another thread can end the wait") func theWaitEndsWhenAnotherThreadSaysSo() async {
    let supervisor = Supervisor()
    let flag = Flag()
    let work = Task {
      flag.raise()
      supervisor.wake()
    }
    supervisor.supervise(until: { flag.isUp }, onInterrupt: { _ in })
    await work.value
    #expect(flag.isUp)
  }

  @Test("Finished work is not waited for") func workThatIsDoneIsNotWaitedFor() {
    Supervisor().supervise(until: { true }, onInterrupt: { _ in })
  }
}

@Suite struct SizeTests {
  @Test("Only a terminal has a size") func whatIsNoTerminalHasNoSize() {
    let pipe = Pipe("")
    #expect(TerminalSize(of: pipe.input) == nil)
    #expect(!isTerminal(pipe.input))
  }
}
