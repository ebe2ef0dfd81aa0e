import HTTP
import JSON
import Query

/// Plans writes instead of sending them; each returns its predicted output. Reads pass through.
struct PlanStage: CallStage {
  let planner: CallPlanner
  let gate: PolicyGate

  func perform(_ intent: CallIntent, _ next: (CallIntent) -> CallOutcome) -> CallOutcome {
    guard intent.risk != .read else {
      return planner.planned(intent) ?? next(intent)
    }
    return planner.plan(intent, decision: gate.decision(for: intent.request.context))
  }
}
