import Providers
import Query
import Rendering
import Runner

extension Plan {
  /// One line per write, then the counts. Marks have the colours of diffs; a call that cannot be undone has the colour
  /// of a deletion.
  func lines(colour: Bool) -> String {
    excerpt(of: steps.count, colour: colour) + visible(PlanText(self).summary) + "\n"
  }

  /// The lines of the first writes, and the number of the others.
  func excerpt(of count: Int, colour: Bool) -> String {
    let text = PlanText(self)
    var lines = steps.prefix(count).map { step in
      let line = visible(text.line(step))
      return Style(step)(line.prefix(1), colour: colour) + line.dropFirst()
    }
    if steps.count > count { lines.append("… \(steps.count - count) more; --dry-run shows all") }
    return lines.map { $0 + "\n" }.joined()
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
