import Diagnostics
import Query
import Rendering
import Runner
import Script

/// The final line of an incomplete run: `run 17: 3 rows failed, 12 left; go on with: edush resume 17`.
struct RunLine {
  /// nil if the run is complete.
  let text: String?

  init(
    _ number: Int, _ kind: RunRecord.Kind, _ leavings: RunRecorder.Leavings, _ status: Int32, _ options: ShellOptions
  ) {
    var parts: [String] = []
    if leavings.failed > 0 { parts.append(leavings.failed.of("row") + " failed") }
    if leavings.inDoubt > 0 { parts.append("\(leavings.inDoubt) in doubt") }
    if let left = leavings.left, left > 0 { parts.append("\(left) left") }
    let lost = leavings.lost
    if !lost.isEmpty {
      let names =
        lost.prefix(5).map { oneLine($0, columns: 60) } + (lost.count > 5 ? ["and \(lost.count - 5) more"] : [])
      parts.append("no longer in the source: " + names.joined(separator: ", "))
    }
    guard kind != .prompt else {
      text =
        leavings.inDoubt > 0 ? "run \(number): \(parts.joined(separator: ", ")); see: edush runs show \(number)" : nil
      return
    }
    guard !parts.isEmpty || status != 0 else {
      text = nil
      return
    }
    if parts.isEmpty { parts = [Self.end(status, leavings)] }
    text = "run \(number): \(parts.joined(separator: ", ")); go on with: edush resume \(number)\(Self.options(options))"
  }

  private static func end(_ status: Int32, _ leavings: RunRecorder.Leavings) -> String {
    let done = leavings.rows > 0 ? leavings.done.of("row") + " done" : leavings.writes.of("write") + " done"
    return ([129, 130, 143].contains(status) ? "interrupted" : "ended with \(status)") + ", " + done
  }

  /// The permission that the run had, since resuming it needs that as well.
  private static func options(_ options: ShellOptions) -> String {
    let accepted = options.acceptsDangers ? " --accept-dangers" : ""
    if options.answersYes { return " --yes" + accepted }
    let classes = Risk.allCases.filter(options.allowed.contains).map(\.rawValue)
    return (classes.isEmpty ? "" : " --allow " + classes.joined(separator: ",")) + accepted
  }
}
