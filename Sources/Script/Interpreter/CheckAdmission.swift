import Diagnostics
import Query

/// What becomes of a text after its checks.
enum CheckAdmission {
  case start
  /// It starts, and its findings were shown with the question whether it should.
  case startAfterQuestion
  /// Nothing of it runs.
  case refuse
  /// Nothing of it runs, since somebody did not want it.
  case decline
}

extension Interpreter {
  /// Errors and, in what writes, dangers keep a text from starting. At the prompt somebody is asked about dangers.
  ///
  /// - Parameter wasAsked: whether the text around it was asked about with the same findings, and started.
  func admission(of report: CheckReport, wasAsked: Bool = false) -> CheckAdmission {
    if report.hasErrors { return .refuse }
    guard !report.dangers.isEmpty, !environment.acceptsDangers, !environment.isPlanning else { return .start }
    guard isAttended else { return .refuse }
    guard !wasAsked else { return .startAfterQuestion }
    environment.warn(report.findings)
    switch environment.confirm("this writes, and may not do what it seems to; run it anyway?") {
    case .yes: return .startAfterQuestion
    case .no: return .decline
    case .unavailable: return .refuse
    }
  }
}

extension CheckReport {
  /// The outcome of a text that does not start.
  var outcome: ScriptOutcome {
    var all = findings
    if !hasErrors, let last = all.lastIndex(where: { $0.severity == .danger }) {
      all[last].notes.append(
        "nothing was sent; a comment `# edush: meant` on its line accepts one, --accept-dangers all of them")
    }
    return ScriptOutcome(exitCode: exitCode(acceptsDangers: false), diagnostics: all)
  }
}
