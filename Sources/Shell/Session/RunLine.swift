import Diagnostics
import Query
import Rendering
import Runner
import Script

/// The final lines of an incomplete run: `run 17: 3 rows failed, 12 left; go on with: edush resume 17`.
struct RunLine {
  /// Empty if there is nothing to report.
  private(set) var lines: [String] = []

  init(
    _ number: Int, _ kind: RunRecord.Kind, _ leavings: RunRecorder.Leavings, _ status: Int32, _ options: ShellOptions
  ) {
    if !leavings.edited.isEmpty {
      lines.append(
        "warning: \(leavings.edited.count.of("row")) changed in the file after being done, and not run again: "
          + "\(Self.list(leavings.edited)); run \(number) has what was sent")
    }
    guard !leavings.isUnchanged || status != 0 else {
      lines.append("run \(number): nothing left to do")
      return
    }
    let parts = Self.parts(leavings)
    if kind == .prompt {
      guard leavings.inDoubt > 0 else { return }
      lines.append("run \(number): \(parts.joined(separator: ", ")); see: edush runs show \(number)")
    } else if !parts.isEmpty || status != 0 {
      let text = parts.isEmpty ? Self.end(status, leavings) : parts.joined(separator: ", ")
      let isOver = status == 0 && leavings.failed + leavings.inDoubt + (leavings.left ?? 0) == 0
      lines.append("run \(number): \(text)" + (isOver ? "" : Self.advice(number, leavings, status, options)))
    }
  }

  private static func parts(_ leavings: RunRecorder.Leavings) -> [String] {
    var parts: [String] = []
    if leavings.failed > 0 { parts.append(leavings.failed.of("row") + " failed") }
    if leavings.inDoubt > 0 { parts.append("\(leavings.inDoubt) in doubt") }
    if let left = leavings.left, left > 0 { parts.append("\(left) left") }
    let absent = leavings.lost + leavings.gone
    if !absent.isEmpty { parts.append("no longer in the source: " + list(absent)) }
    return parts
  }

  /// The command that continues the run. No command can run a row that the source no longer has.
  private static func advice(
    _ number: Int, _ leavings: RunRecorder.Leavings, _ status: Int32, _ options: ShellOptions
  ) -> String {
    guard leavings.canGoOn || status != ExitCode.rowsFailed else { return "; see: edush runs show \(number)" }
    let command = "edush resume \(number)\(Self.options(options))"
    let open = leavings.failed + leavings.inDoubt + (leavings.left ?? 0) - leavings.lostFailed
    guard status == ExitCode.rowsFailed, !leavings.lost.isEmpty, open <= 0 else { return "; go on with: " + command }
    let rows = leavings.lost.count == 1 ? "that row" : "those rows"
    return "; nothing else is left; once the source has \(rows) again: " + command
  }

  private static func list(_ names: [String]) -> String {
    let more = names.count > 5 ? ["and \(names.count - 5) more"] : []
    return (names.prefix(5).map { oneLine($0, columns: 60) } + more).joined(separator: ", ")
  }

  private static func end(_ status: Int32, _ leavings: RunRecorder.Leavings) -> String {
    let done = leavings.rows > 0 ? leavings.done.of("row") + " done" : leavings.writes.of("write") + " done"
    return ([129, 130, 143].contains(status) ? "interrupted" : "ended with \(status)") + ", " + done
  }

  /// The options that permit writes, since resuming the run needs them as well.
  private static func options(_ options: ShellOptions) -> String {
    let accepted = options.acceptsDangers ? " --accept-dangers" : ""
    if options.answersYes { return " --yes" + accepted }
    let classes = Risk.allCases.filter(options.allowed.contains).map(\.rawValue)
    return (classes.isEmpty ? "" : " --allow " + classes.joined(separator: ",")) + accepted
  }
}
