import Providers
import Query
import Rendering
import Runner

extension Plan {
  /// A line per write, and the counts. In colour, each mark has the one that diffs give to such a change, and that of a call that cannot
  /// be taken back has the one of a deletion.
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
