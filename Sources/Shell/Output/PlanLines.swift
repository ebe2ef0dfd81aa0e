import Providers
import Query
import Rendering
import Runner

extension Plan {
  /// One line per write, then the counts. Marks have the colours that diffs use for the same kind of change; a call that
  /// cannot be undone has that of a deletion.
  func lines(colour: Bool) -> String {
    let text = PlanText(self)
    let lines = steps.map { step in
      let line = visible(text.line(step))
      return Style(step)(line.prefix(1), colour: colour) + line.dropFirst()
    }
    return (lines + [visible(text.summary)]).map { $0 + "\n" }.joined()
  }
}

extension Style {
  fileprivate init(_ step: PlannedStep) {
    self =
      switch step.change {
      case .send where step.risk == .destructive: .removed
      case .create: .added
      case .update: .changed
      case .delete: .removed
      case .send: .sent
      case .unchanged: .dim
      }
  }
}
