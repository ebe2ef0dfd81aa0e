import Glibc
import Synchronization
import Terminal

/// A program for testing the line editor: prints every line it reads, and acts on some of them.
@main struct TerminalProbe {
  static func main() {
    let arguments = Arguments(CommandLine.arguments)
    var configuration = LineEditor.Configuration(terminalType: getenv("TERM").map { String(cString: $0) })
    configuration.programName = "probe"
    configuration.colour = arguments.has("no-colour") ? .off : .on
    configuration.history = History(path: arguments.value("history"), filter: { $0.contains("hidden") ? nil : $0 })
    configuration.editrcPath = arguments.value("editrc")
    configuration.completer = Words.complete
    configuration.highlighter = { text, _ in Words.highlight(text) }
    if arguments.has("strip") { configuration.strip = Words.strip }
    configuration.validator = { text in text.filter { $0 == "(" }.count <= text.filter { $0 == ")" }.count }
    configuration.externalEditor = { text in text.isEmpty ? nil : text.uppercased() }
    configuration.help = { text, cursor in text.isEmpty ? nil : "help on \(text.prefix(cursor))" }
    if arguments.has("no-library") { configuration.libraries = ["libedit-that-is-missing.so"] }
    let editor = LineEditor(configuration: configuration)
    var prompt = Prompt(StyledText(arguments.value("prompt") ?? "probe> ", Style(.green)))
    prompt.right = arguments.value("right").map { StyledText($0) }
    loop(editor, prompt, configuration.notifier)
  }

  private static func loop(_ editor: LineEditor, _ prompt: Prompt, _ notifier: Notifier) {
    var draft = ""
    while true {
      let text = draft
      draft = ""
      switch editor.readLine(prompt: prompt, text: text) {
      case .endOfInput:
        if Interruption.endingSignal != nil { exit(Interruption.exitCode) }
        return say("end")
      case .interrupted: say("interrupted")
      case .line("work"): work()
      case .line("notify"): later(notifier)
      case .line("secret"): ask("password: ", .hidden)
      case .line("question"): ask("sure? ", .shown)
      case .line("busy"):
        usleep(300_000)
        ask("sure? ", .shown)
      case .line("partial"): say("no line break", terminator: "")
      case .line("crash"): kill(getpid(), SIGSEGV)
      case .line("exit"): exit(3)
      case .line("draft"): draft = "drafted (\n text"
      case .line(let text): say("line: \(text.debugDescription)")
      }
    }
  }

  private static func ask(_ text: String, _ echo: Question.Echo) {
    Interruption.forget()
    let answer = Question().ask("about it\n" + text, echo, show: { say($0, terminator: "") }) {
      !Interruption.isRequested && Interruption.endingSignal == nil
    }
    say("answer: \(answer?.debugDescription ?? "none")")
  }

  /// Runs until the second Ctrl-C.
  private static func work() {
    let count = Mutex(0)
    say("working")
    Supervisor().supervise(until: { count.withLock { $0 >= 2 } }) { number in
      count.withLock { $0 = number }
      say("interrupt \(number)")
    }
    say("stopped")
  }

  private static func later(_ notifier: Notifier) {
    final class Box: Sendable {
      let notifier: Notifier
      init(_ notifier: Notifier) { self.notifier = notifier }
    }
    var thread = pthread_t()
    let box = Unmanaged.passRetained(Box(notifier)).toOpaque()
    pthread_create(
      &thread, nil,
      { pointer in
        guard let pointer else { return nil }
        let box = Unmanaged<Box>.fromOpaque(pointer).takeRetainedValue()
        for number in 1...3 {
          usleep(200_000)
          box.notifier.post("notice \(number)")
        }
        return nil
      }, box)
    pthread_detach(thread)
  }

  static func say(_ text: String, terminator: String = "\n") {
    let bytes = Array((text + terminator).utf8)
    _ = write(1, bytes, bytes.count)
  }
}

/// Options of the form `--name=value`.
struct Arguments {
  private let words: [String]

  init(_ words: [String]) {
    self.words = words
  }

  func has(_ name: String) -> Bool { words.contains("--" + name) }

  func value(_ name: String) -> String? {
    words.first { $0.hasPrefix("--\(name)=") }.map { String($0.dropFirst(name.count + 3)) }
  }
}

/// The vocabulary that the probe completes and colours.
enum Words {
  static let all: [(String, String)] =
    [
      ("get", "Sends a GET request"), ("getAll", "Follows the pages"), ("help", "Explains a command"),
      ("history", "Shows earlier lines"), ("日本", "Japan"), ("日本語", "Japanese"), ("unique", "The only one with u"),
    ] + (10..<60).map { ("item\($0)", "Number \($0)") }

  static func complete(_ text: String, _ cursor: Int) -> Completions {
    let before = Array(text.utf8.prefix(cursor))
    let word = before.split(separator: 0x20, omittingEmptySubsequences: false).last.map(Array.init) ?? []
    let start = before.count - word.count
    let typed = String(decoding: word, as: UTF8.self)
    return Completions(
      replacing: start..<cursor,
      candidates: all.filter { $0.0.hasPrefix(typed) }.map { .init($0.0, summary: $0.1, suffix: " ") })
  }

  /// Below every text with a parenthesis: the number of bytes before the cursor, as wide as the screen.
  static func strip(_ text: String, _ cursor: Int, _ columns: Int) -> StyledText? {
    guard text.contains("(") else { return nil }
    let number = "at \(cursor)"
    return StyledText(number + String(repeating: "-", count: max(0, columns - number.count)), .dim)
  }

  static func highlight(_ text: String) -> [StyledRange] {
    let words = Set(all.map(\.0))
    var ranges: [StyledRange] = []
    var offset = 0
    for word in text.split(separator: " ", omittingEmptySubsequences: false) {
      if words.contains(String(word)) { ranges.append(StyledRange(offset..<(offset + word.utf8.count), Style(.cyan))) }
      offset += word.utf8.count + 1
    }
    return ranges
  }
}
