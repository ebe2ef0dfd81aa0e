import JSON

/// The failure that ended the script, and its assertions, failed ones first.
struct HTMLFailures {
  private let input: ReportInput

  init(_ input: ReportInput) { self.input = input }

  var markup: String { failure + assertions }

  private var failure: String {
    guard !input.failure.isNull else { return "" }
    return "<section><h2>Why it ended</h2>\n\(HTMLError.markup(input.failure))</section>\n"
  }

  private var assertions: String {
    let (passed, failed) = (input.assertions.filter(\.passed), input.assertions.filter { !$0.passed })
    guard !input.assertions.isEmpty else { return "" }
    var markup = "<section><h2>Assertions <small>\(ReportText.count(failed.count)) failed, "
    markup += "\(ReportText.count(passed.count)) passed</small></h2>\n"
    if !failed.isEmpty { markup += list(failed) }
    if !passed.isEmpty { markup += "<details><summary>Passed</summary>\(list(passed))</details>\n" }
    return markup + "</section>\n"
  }

  private func list(_ assertions: [AssertionRecord]) -> String {
    "<ul class=\"assertions\">" + Self.grouped(assertions).map(item).joined() + "</ul>\n"
  }

  private func item(_ group: (first: AssertionRecord, count: Int)) -> String {
    let (one, times) = (group.first, group.count > 1 ? " · \(ReportText.count(group.count)) times" : "")
    let message = one.message.map { "<p>\(Markup.escaped(ReportText.cut($0, to: 500)))</p>" } ?? ""
    let state = one.passed ? "done" : "failed"
    let row = one.row.map { group.count == 1 ? " · row \($0.row)" : "" } ?? ""
    return "<li class=\"\(state)\"><code>\(Markup.escaped(ReportText.cut(one.text, to: 500)))</code> "
      + "<span class=\"at\">\(Markup.escaped(one.place))\(row)\(times)</span>\(message)</li>"
  }

  /// Groups assertions by place and message, since a loop checks the same one for every row.
  private static func grouped(_ assertions: [AssertionRecord]) -> [(first: AssertionRecord, count: Int)] {
    var groups: [(first: AssertionRecord, count: Int)] = []
    var places: [String: Int] = [:]
    for assertion in assertions {
      let key = "\(assertion.place)\n\(assertion.text)\n\(assertion.message ?? "")"
      if let place = places[key] {
        groups[place].count += 1
      } else {
        places[key] = groups.count
        groups.append((assertion, 1))
      }
    }
    return groups
  }
}

/// An error object: its message, and its other members below.
enum HTMLError {
  static func markup(_ error: Value) -> String {
    guard let message = ReportText.message(error) else { return "" }
    var markup = "<div class=\"error\"><p>\(Markup.escaped(ReportText.cut(message, to: 2000)))</p>"
    let details: [(String, Value?)] = [
      ("", error["at"]), ("", error["kind"]), ("", error["provider"]), ("status ", error["status"]),
      ("exchange @", error["exchange"]),
    ]
    let facts = details.compactMap { label, value in
      value.flatMap { $0.isNull ? nil : "<span>\(label)\(Markup.escaped(ReportText.cell($0)))</span>" }
    }
    if !facts.isEmpty { markup += "<p class=\"facts\">\(facts.joined())</p>" }
    if let errors = error["errors"], errors.count ?? 0 > 0 {
      markup += "<pre>\(Markup.escaped(ReportText.cut(errors.json(.pretty), to: 2000)))</pre>"
    }
    return markup + "</div>\n"
  }
}
