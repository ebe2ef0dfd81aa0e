import JSON

/// The rows, those that need attention first. Each expands to show its steps.
struct HTMLRows {
  private let rows: [ReportRow]
  private let hasSeveralLoops: Bool

  init(_ rows: [ReportRow]) {
    self.rows = rows
    hasSeveralLoops = Set(rows.map(\.record.loop)).count > 1
  }

  func append(to page: inout String) {
    guard !rows.isEmpty else { return }
    page += """
      <section class="rows" id="rows" aria-labelledby="rows-title">
      <h2 id="rows-title">Rows</h2>
      <form class="filter" role="search" hidden="hidden">
      <label for="filter">Filter rows</label>
      <input id="filter" type="search" autocomplete="off" spellcheck="false" placeholder="Filter by words, or is:failed" />
      <output for="filter" aria-live="polite"></output>
      </form>
      <p class="none" hidden="hidden">No row matches.</p>

      """
    appendGroup("Need attention", rows.filter(\.state.needsAttention), to: &page)
    appendGroup("Not run", rows.filter { $0.state == .left }, to: &page)
    appendGroup("Done", rows.filter { $0.state == .done || $0.state == .skipped }, to: &page)
    page += "</section>\n"
  }

  private func appendGroup(_ title: String, _ rows: [ReportRow], to page: inout String) {
    guard !rows.isEmpty else { return }
    page += "<div class=\"group\"><h3>\(title) <small>\(ReportText.count(rows.count))</small></h3>\n"
    for row in rows { append(row, to: &page) }
    page += "</div>\n"
  }

  private func append(_ row: ReportRow, to page: inout String) {
    let (record, state) = (row.record, row.state.rawValue)
    let place = hasSeveralLoops ? "\(record.loop).\(record.row)" : "\(record.row)"
    page += "<details class=\"row \(state)\" data-state=\"\(state)\"><summary><span class=\"n\">\(place)</span>"
    page += "<span class=\"key\">\(Markup.escaped(ReportText.cut(row.name, to: 200)))</span>"
    if let message = ReportText.message(record.error) {
      page += "<span class=\"why\">\(Markup.escaped(ReportText.cut(message, to: 200)))</span>"
    }
    page += "<span class=\"state \(state)\">\(row.state.words)</span>"
    page += "<span class=\"ms\">\(row.state == .left ? "" : ReportText.duration(record.durationMilliseconds))</span>"
    page += "</summary><div class=\"in\">"
    if record.attempts > 1 { page += "<p class=\"note\">\(record.attempts) attempts</p>" }
    page += HTMLError.markup(record.error)
    if let content = content(record) { page += "<h4>Row</h4><pre>\(content)</pre>" }
    HTMLSteps.append(record.steps, to: &page)
    if record.steps.isEmpty { page += "<p class=\"note\">No writes.</p>" }
    page += "</div></details>\n"
  }

  /// The content of the row, one line per member; nil if the key already shows all of it.
  private func content(_ record: RowRecord) -> String? {
    guard let object = record.content.object else {
      return record.content == record.key
        ? nil : Markup.escaped(ReportText.cut(ReportText.cell(record.content), to: 2000))
    }
    let lines = object.map { "\($0.string): \(ReportText.cut($1.json(), to: 2000))" }
    return Markup.escaped(lines.joined(separator: "\n"))
  }
}
