import Diagnostics
import Query

/// Whether a text runs after its checks.
enum CheckAdmission {
  case start
  /// It runs; the findings were shown with the question.
  case startAfterQuestion
  /// It does not run.
  case refuse
  /// It does not run, because the user declined.
  case decline
}

extension Interpreter {
  /// Errors prevent a text from running, and so do dangers in a text that writes. At the prompt the user is asked about
  /// dangers.
  ///
  /// - Parameter wasAsked: whether the user has already accepted the same findings for the enclosing text.
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
  /// The outcome of a text that does not run.
  var outcome: ScriptOutcome {
    var all = findings
    if !hasErrors, let last = all.lastIndex(where: { $0.severity == .danger }) {
      all[last].notes.append(
        "nothing was sent; a comment `# edush: meant` on its line accepts one, --accept-dangers all of them")
    }
    return ScriptOutcome(exitCode: exitCode(acceptsDangers: false), diagnostics: all)
  }
}
