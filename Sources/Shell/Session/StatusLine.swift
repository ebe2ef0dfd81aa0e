import Glibc
import HTTP
import Query
import Rendering
import Script
import Terminal

/// The line at the bottom of the terminal, on standard error, that shows what a running command waits for, or how far its
/// rows are. Drawn by the thread that waits for the command.
final class StatusLine: Sendable {
  /// Milliseconds before the first line, and between two.
  static let (delay, pace) = (300, 100)
  private static let spinner = ["⠋", "⠙", "⠹", "⠸", "⠼", "⠴", "⠦", "⠧", "⠇", "⠏"]

  let rows = RunningRows()
  private let services: Services
  private let questioner: Questioner?

  init(_ services: Services, _ questioner: Questioner?) {
    self.services = services
    self.questioner = questioner
  }

  /// Whether there is a terminal for it, and not every request is shown anyway.
  static func isPossible(_ options: ShellOptions, _ surroundings: Surroundings) -> Bool {
    surroundings.hasTerminalError && surroundings.value("TERM") != "dumb" && !options.isVerbose
  }

  /// Draws it in place of the one before; erases that where there is nothing to wait for.
  func draw() {
    let (monotonic, unix) = (monotonicSeconds(), WallClock.system.now())
    guard let text = text(now: (monotonic, unix)) else { return StandardStream.eraseStatus() }
    let columns = TerminalSize(of: STDERR_FILENO)?.columns ?? TerminalSize.usual.columns
    let line = oneLine(Self.text(text, columns: columns - 1), columns: max(columns - 1, 1))
    StandardStream.show(status: line) { !LentTerminal.isLent && questioner?.isAsking != true }
  }

  /// A text with a sign that moves, and what ends the wait: where there is little room, the text is cut, and not that.
  static func text(_ waiting: String, columns: Int = .max) -> String {
    let sign = spinner[Int(monotonicSeconds() * 1000) / pace % spinner.count]
    let end = " · Ctrl-C stops"
    let room = columns - end.count - 2
    return "\(sign) \(24...1000 ~= room ? oneLine(waiting, columns: room) : waiting)\(end)"
  }

  private func text(now: (monotonic: Double, unix: Double)) -> String? {
    let calls = services.connection.underWay.all
    guard let progress = rows.progress else { return WaitText(calls, now: now)?.text ?? localWork(now.monotonic) }
    let counts = progress.text(now: now.monotonic, budgets)
    return counts + ((WaitText.reason(calls, now.unix) ?? WaitText.name(calls)).map { " · \($0)" } ?? "")
  }

  /// Work that waits for nobody else, once it takes a second.
  private func localWork(_ now: Double) -> String? {
    let elapsed = now - rows.startedAt
    return elapsed >= 1 ? "running · \(DurationText.text(elapsed.rounded(.down)))" : nil
  }

  /// What rate limits leave of the accounts that were used: `codementor 12 left`.
  private var budgets: [String] {
    services.connection.log.accounts.compactMap { account in
      services.budgets.left(account).map { "\(account) \($0) left" }
    }.sorted()
  }
}
