import Glibc
import HTTP
import Query
import Rendering
import Script
import Terminal

/// The status line at the bottom of the terminal, on standard error. It shows what a running command is waiting for, or
/// the progress of its rows. Drawn by the thread that waits for the command.
final class StatusLine: Sendable {
  /// Milliseconds before the first update, and between updates.
  static let (delay, pace) = (300, 100)
  private static let spinner = ["⠋", "⠙", "⠹", "⠸", "⠼", "⠴", "⠦", "⠧", "⠇", "⠏"]

  let rows = RunningRows()
  private let services: Services
  private let questioner: Questioner?

  init(_ services: Services, _ questioner: Questioner?) {
    self.services = services
    self.questioner = questioner
  }

  /// Whether there is a capable terminal and requests are not printed anyway.
  static func isPossible(_ options: ShellOptions, _ surroundings: Surroundings) -> Bool {
    surroundings.hasTerminalError && surroundings.value("TERM") != "dumb" && !options.isVerbose
  }

  /// Draws the line in place of the previous one, or erases it if there is nothing to show.
  func draw() {
    let (monotonic, unix) = (monotonicSeconds(), WallClock.system.now())
    guard let text = text(now: (monotonic, unix)) else { return StandardStream.eraseStatus() }
    let columns = TerminalSize(of: STDERR_FILENO)?.columns ?? TerminalSize.usual.columns
    let line = oneLine(Self.text(text, columns: columns - 1), columns: max(columns - 1, 1))
    StandardStream.show(status: line) { !LentTerminal.isLent && questioner?.isAsking != true }
  }

  /// A text with a spinner and the key that stops the command. If space is limited, only the text is truncated.
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

  /// The text for local work that takes longer than a second.
  private func localWork(_ now: Double) -> String? {
    let elapsed = now - rows.startedAt
    return elapsed >= 1 ? "running · \(DurationText.text(elapsed.rounded(.down)))" : nil
  }

  /// The remaining requests of the accounts in use: `codementor 12 left`.
  private var budgets: [String] {
    services.connection.log.accounts.compactMap { account in
      services.budgets.left(account).map { "\(account) \($0) left" }
    }.sorted()
  }
}
