import Calendar
import HTTP
public import JSON
public import Providers
public import Query
import Script
import Threads

/// How writes in doubt are settled: by asking the API, by asking the user, or as `--in-doubt` specifies.
public struct Doubts: Sendable {
  /// A choice of `--in-doubt`.
  public enum Way: String, Sendable, CaseIterable {
    /// Ask the user.
    case ask
    /// Query the API.
    case probe
    /// Send the write again.
    case retry
    /// Treat the write as done.
    case skip
  }

  /// The user's decision about a write in doubt.
  public enum Answer: String, Sendable, CaseIterable {
    /// Send the write again.
    case retry
    /// Treat the write as done.
    case skip
    /// End the run.
    case stop
  }

  /// The choice of `--in-doubt`; nil probes first and asks the user if that is inconclusive.
  public var way: Way?
  /// Asks the API, which may take several reads. `others` contains the ids of objects that other writes of the run
  /// created.
  public var probe: @Sendable (WrittenCall, _ others: [Value]) -> Settlement
  /// Asks the user; nil without a terminal.
  public var ask: (@Sendable (_ question: String) -> Answer?)?
  /// Ends the run because the user chose to stop.
  public var stop: @Sendable () -> Void

  /// Creates a policy for settling writes in doubt.
  public init(
    _ way: Way? = nil, probe: @escaping @Sendable (WrittenCall, [Value]) -> Settlement,
    ask: (@Sendable (String) -> Answer?)? = nil, stop: @escaping @Sendable () -> Void = {}
  ) {
    self.way = way
    self.probe = probe
    self.ask = ask
    self.stop = stop
  }
}

/// Settles the writes in doubt of the current run.
public struct CurrentDoubts: DoubtSettler {
  let recorder: CurrentRecorder

  /// Creates a settler that uses the current run of `recorder`.
  public init(_ recorder: CurrentRecorder) { self.recorder = recorder }

  /// Settles a write in doubt; `.unclear` outside of a run.
  public func settle(_ intent: CallIntent, _ step: Step, _ known: AnsweredStep) -> Settlement {
    guard let recorder = recorder.value, let doubts = recorder.doubts, let unit = intent.unit else {
      return .unclear("")
    }
    // During a run only the API is asked: the user may be away, and there may be many rows.
    let way = unit.isRestored ? doubts.way : .probe
    let written = Step(unit: step.unit, ordinal: known.ordinal ?? step.ordinal)
    let sent = recorder.sent(written, unit)
    var write = WrittenCall(
      account: intent.account, method: intent.method, arguments: intent.arguments, before: sent.before,
      sentAt: sent.at ?? known.sentAt)
    return recorder.settling.withLock { _ in
      while true {
        write.rivals = recorder.rivals(of: written, intent)
        let (settlement, by) = doubts.settle(write, way, made: recorder.made) { [write] reason in
          Doubts.question(intent, write, reason, recorder.circumstances(of: written, unit))
        }
        switch settlement {
        case .done(let payload):
          // Another row may have created this object a moment ago.
          if let id = payload["id"], intent.isProbedByCreation, recorder.isTaken(id, method: intent.name) { continue }
          recorder.settle(written, unit, as: .done, by: by, payload: payload)
        case .notDone: recorder.settle(written, unit, as: .unsent, by: by, payload: .null)
        case .unclear: break
        }
        return settlement
      }
    }
  }
}

extension Doubts {
  /// - Parameter question: returns the question to the user, given the reason why the API's response was inconclusive.
  fileprivate func settle(
    _ write: WrittenCall, _ way: Way?, made: [Value], question: (String) -> String
  ) -> (Settlement, by: String) {
    switch way {
    case .retry: return (.notDone, "retry")
    case .skip: return (.done(.null), "skip")
    case .ask: return person(question, "") ?? (.unclear(""), "")
    case .probe, nil:
      let found = probe(write, made)
      guard case .unclear(let reason) = found, way == nil else { return (found, "probe") }
      return person(question, reason) ?? (found, "")
    }
  }

  private func person(_ question: (String) -> String, _ reason: String) -> (Settlement, by: String)? {
    guard let answer = ask?(question(reason)) else { return nil }
    switch answer {
    case .retry: return (.notDone, "person")
    case .skip: return (.done(.null), "person")
    case .stop:
      stop()
      return nil
    }
  }

  /// The question to the user, with the row and the plan line of the write, for which its object may be read.
  fileprivate static func question(
    _ intent: CallIntent, _ write: WrittenCall, _ reason: String, _ circumstances: RunRecorder.Circumstances
  ) -> String {
    let when = write.sentAt.map { ", sent at \(ISOTime.text($0))," } ?? ""
    let lines =
      [
        "\(write.account).\(write.method)\(when) may have been carried out: \(circumstances.error ?? RunFold.Step.noResponse)",
        circumstances.row.map { "  in row \($0)" }, "  " + StepStage.line(intent),
        "  arguments: \(write.arguments.json())", reason.isEmpty ? nil : "  \(reason)",
        "Send it again (retry), take it as done (skip), or end here (stop)?",
      ] as [String?]
    return lines.compactMap(\.self).joined(separator: "\n")
  }
}

extension RunRecorder {
  /// Details of a write in doubt besides its call.
  struct Circumstances {
    /// The number and the key of its row: `3: "ada@example.com"`.
    var row: String?
    /// The recorded failure.
    var error: String?
  }

  fileprivate func circumstances(of step: Step, _ unit: WorkUnit) -> Circumstances {
    state.withLock { state in
      let row = state.live[unit.key]?.row.map { "\($0.index + 1): \(($0.key ?? $0.contentName).json())" }
      return Circumstances(row: row, error: state.memory?.units[unit.key]?.unit.steps[step.ordinal]?.message)
    }
  }
}
