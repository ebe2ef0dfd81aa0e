import JSON
import Query

/// Writes with the object before and after, and changed fields highlighted.
enum HTMLSteps {
  /// The maximum number of fields to show; further ones are only counted.
  private static let mostFields = 200

  static func section(_ steps: [StepRecord]) -> String {
    guard !steps.isEmpty else { return "" }
    var markup = "<section><h2>Writes outside of rows <small>\(ReportText.count(steps.count))</small></h2>\n"
    append(steps, to: &markup)
    return markup + "</section>\n"
  }

  static func append(_ steps: [StepRecord], to page: inout String) {
    guard !steps.isEmpty else { return }
    page += "<ol class=\"steps\">"
    for step in steps { append(step, to: &page) }
    page += "</ol>\n"
  }

  private static func append(_ step: StepRecord, to page: inout String) {
    let state = step.state == .inDoubt ? "in doubt" : step.state.rawValue
    page += "<li><p class=\"call\"><code>\(Markup.escaped("\(step.account).\(step.method)"))</code> "
    if let target = step.target {
      page += "<code class=\"target\">\(Markup.escaped(ReportText.cut(target, to: 200)))</code> "
    }
    page += "<span class=\"state \(step.state.rawValue)\">\(state)</span></p><p class=\"facts\">\(facts(step))</p>"
    page += HTMLError.markup(step.error)
    switch (step.before.isNull, step.after.isNull) {
    case (true, true): page += object("Arguments", step.arguments)
    case (false, true): page += object("Before", step.before)
    case (true, false): page += object("After", step.after)
    case (false, false): page += changes(FieldChange.between(step.before, step.after))
    }
    page += "</li>"
  }

  private static func facts(_ step: StepRecord) -> String {
    var facts = [step.risk.rawValue]
    if let sent = step.sentAt { facts.append("sent \(ReportText.clock(sent))") }
    if let sent = step.sentAt, let answered = step.answeredAt {
      facts.append("took \(ReportText.duration((answered - sent) * 1000))")
    }
    if let exchange = step.exchange { facts.append("exchange @\(exchange)") }
    return facts.map { "<span>\($0)</span>" }.joined()
  }

  private static func object(_ title: String, _ value: Value) -> String {
    guard !value.isNull else { return "" }
    guard value.kind == .object else {
      return "<h4>\(title)</h4><pre>\(Markup.escaped(ReportText.cut(value.json(), to: 2000)))</pre>"
    }
    let lines = FieldChange.between(value, value).prefix(mostFields).map { line($0.path, $0.before) }
    return "<h4>\(title)</h4><pre>\(lines.joined(separator: "\n"))</pre>"
  }

  private static func changes(_ changes: [FieldChange]) -> String {
    let lines = changes.prefix(mostFields).flatMap { change -> [String] in
      guard change.isChange else { return ["  " + line(change.path, change.after)] }
      let before = change.before.map { "<del>− \(line(change.path, $0))</del>" }
      let after = change.after.map { "<ins>+ \(line(change.path, $0))</ins>" }
      return [before, after].compactMap(\.self)
    }
    let rest = changes.count > mostFields ? "\n  … \(ReportText.count(changes.count - mostFields, "more field"))" : ""
    let count = changes.lazy.filter(\.isChange).count
    return "<h4>Before and after <small>\(count == 0 ? "no change" : ReportText.count(count, "change"))</small></h4>"
      + "<pre class=\"changes\">\(lines.joined(separator: "\n"))\(rest)</pre>"
  }

  private static func line(_ path: String, _ value: Value?) -> String {
    Markup.escaped("\(path): \(ReportText.cut(value?.json() ?? "", to: 2000))")
  }
}
