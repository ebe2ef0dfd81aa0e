import Calendar
import JSON

/// The top of the page: the run, its counts and its parameters.
struct HTMLSummary {
  private let run: RunRecord
  private let states: [(state: ReportRow.State, count: Int)]

  init(_ input: ReportInput, _ rows: [ReportRow]) {
    run = input.record
    var counts: [ReportRow.State: Int] = [:]
    for row in rows { counts[row.state, default: 0] += 1 }
    states = ReportRow.State.allCases.map { ($0, counts[$0] ?? 0) }
  }

  /// The heading: `Run 17`, or `Run` without a journal.
  static func heading(_ run: RunRecord) -> String {
    let kind =
      switch run.kind {
      case .run: "Run"
      case .apply: "Apply"
      case .undo: "Undo"
      case .prompt: "Session"
      }
    return run.number.map { "\(kind) \($0)" } ?? kind
  }

  var markup: String {
    """
    <header>
    <p class="over">\(Self.heading(run))</p>
    <h1>\(Markup.escaped(run.scriptName))</h1>
    <p class="facts"><span class="state \(run.state.rawValue)">\(run.state.rawValue)</span>\(facts)</p>
    </header>
    <main>
    <section aria-label="Summary">
    \(bar)<div class="tiles">
    \(tiles)</div>
    \(parameters)</section>

    """
  }

  private var facts: String {
    var facts = ["<time datetime=\"\(ISOTime.text(run.startedAt))\">\(ReportText.moment(run.startedAt))</time>"]
    if let end = run.endedAt { facts.append("took \(ReportText.duration((end - run.startedAt) * 1000))") }
    if let code = run.exitCode { facts.append("exit code \(code)") }
    return facts.map { "<span>\($0)</span>" }.joined()
  }

  /// A bar that shows the share of each state among the rows.
  private var bar: String {
    let total = states.reduce(0) { $0 + $1.count }
    guard total > 0 else { return "" }
    // A minimum width keeps a single failure visible among many rows.
    let shares = states.reversed().filter { $0.count > 0 }.map { (state: $0.state, width: max($0.count, total / 200)) }
    var (start, parts) = (0, "")
    for (state, width) in shares {
      parts += "<rect class=\"\(state.rawValue)\" x=\"\(start)\" y=\"0\" width=\"\(width)\" height=\"1\" />"
      start += width
    }
    let label = states.filter { $0.count > 0 }.map { "\(ReportText.count($0.count)) \($0.state.words)" }
    return "<svg class=\"bar\" viewBox=\"0 0 \(start) 1\" preserveAspectRatio=\"none\" role=\"img\" "
      + "aria-label=\"Rows: \(label.joined(separator: ", "))\">\(parts)</svg>\n"
  }

  /// The counts of the journal as tiles; clicking one filters the rows by state.
  private var tiles: String {
    let counts = run.counts
    var tiles = tile("Rows", counts.rows, filter: "")
    tiles += tile("Done", counts.done, .done) + tile("Failed", counts.failed, .failed)
    tiles += tile("In doubt", counts.inDoubt, .inDoubt)
    if count(.interrupted) > 0 { tiles += tile("Interrupted", count(.interrupted), .interrupted) }
    tiles += tile("Skipped", counts.skipped, .skipped)
    if let left = counts.left { tiles += tile("Left", left, .left) }
    return tiles + tile("Writes", counts.writes, filter: nil) + tile("Requests", counts.requests, filter: nil)
  }

  private func tile(_ label: String, _ number: Int, _ state: ReportRow.State) -> String {
    let filter = count(state) > 0 ? "is:\(state.rawValue)" : nil
    return tile(label, number, filter: filter, className: number > 0 ? state.rawValue : "")
  }

  private func tile(_ label: String, _ number: Int, filter: String?, className: String = "") -> String {
    let content = "<b>\(ReportText.count(number))</b> <span>\(label)</span>"
    guard let filter else { return "<div class=\"tile \(className)\">\(content)</div>\n" }
    return "<button type=\"button\" class=\"tile \(className)\" data-filter=\"\(filter)\" disabled=\"disabled\">"
      + "\(content)</button>\n"
  }

  private func count(_ state: ReportRow.State) -> Int { states.first { $0.state == state }?.count ?? 0 }

  private var parameters: String {
    guard !run.parameters.isEmpty else { return "" }
    let rows = run.parameters.map { name, value in
      "<div><dt>\(Markup.escaped(name.string))</dt>"
        + "<dd>\(Markup.escaped(ReportText.cut(ReportText.cell(value), to: 300)))</dd></div>"
    }
    return "<dl class=\"parameters\" aria-label=\"Parameters\">\(rows.joined())</dl>\n"
  }
}
