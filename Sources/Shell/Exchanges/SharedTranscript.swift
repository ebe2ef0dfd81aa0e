import Calendar
import HTTP
import JSON
import Providers
import Rendering
import Runner

/// Exchanges as a report for a support ticket: the calls, their outcomes, shortened responses, and curl commands.
struct SharedTranscript {
  /// An exchange in the report.
  struct Section {
    let title: String
    /// The line or call that sent it.
    let line: String
    let summary: String
    /// The shortened response; empty without one.
    let response: String
    let curl: String
  }

  let sections: [Section]
  private let heading: String

  /// The maximum number of array elements and object members to show.
  private static let (elements, members) = (2, 20)

  /// - Parameters:
  ///   - line: returns the line of the prompt that sent an exchange, if known.
  ///   - keepsNames: whether people keep their names and addresses.
  init(
    _ exchanges: [Exchange], version: String, now: Double, keepsNames: Bool,
    line: (Exchange) -> String?, credentials: (Exchange) -> [ShellCredential]
  ) {
    heading = "edush \(version), \(ISOTime.text(now))"
    var mask = PeopleMask(of: keepsNames ? [] : exchanges)
    let lines = exchanges.map { line($0) ?? $0.call ?? $0.method }
    if !keepsNames { for line in lines { mask.learn(line) } }
    sections = zip(exchanges, lines).map { exchange, line in
      let shown = keepsNames ? exchange : mask.masked(exchange)
      return Section(
        title: "@\(exchange.id) \(exchange.account).\(exchange.method)", line: keepsNames ? line : mask.masked(line),
        summary: Self.summary(shown), response: Self.response(shown), curl: CurlText(shown, credentials(exchange)).text)
    }
  }

  private static func summary(_ exchange: Exchange) -> String {
    let request = "\(exchange.request.method) \(exchange.request.target)"
    let time = "\(Timings.text(exchange.durationMilliseconds)) ms"
    let tries = exchange.attempts.count > 1 ? ", \(exchange.attempts.count) tries" : ""
    switch exchange.outcome {
    case .answered(let answer): return "\(request) → \(answer.status) \(answer.reasonPhrase), \(time)\(tries)"
    case .failed(let error): return "\(request) → \(oneLine(error.message, columns: 200)), \(time)\(tries)"
    case .pending: return "\(request) → no response yet"
    }
  }

  private static func response(_ exchange: Exchange) -> String {
    guard let body = exchange.received?.body, !body.isEmpty else { return "" }
    guard let value = try? Value.parse(utf8: body) else {
      let text = visible(String(decoding: body.prefix(2000), as: UTF8.self), lineBreaks: .kept)
      return body.count > 2000 ? text + "\n… \(body.count) bytes" : text
    }
    return shortened(value).json(Format(indent: .spaces(2)))
  }

  private static func shortened(_ value: Value) -> Value {
    if let all = value.array {
      let shown = all.prefix(elements).map(shortened)
      return Value(all.count > elements ? shown + [Value("… \(all.count - elements) more")] : shown)
    }
    guard let object = value.object else { return value }
    var shown = Object()
    for (key, member) in object.prefix(members) { shown[key] = shortened(member) }
    if object.count > members { shown["…"] = Value("\(object.count - members) more") }
    return Value(shown)
  }

  // MARK: Formats

  var markdown: String {
    var text = "# \(heading)\n"
    for section in sections {
      text += "\n## \(section.title)\n\n" + fenced(section.line, "jq") + "\n\(section.summary)\n"
      if !section.response.isEmpty { text += "\n" + fenced(section.response, "json") }
      text += "\n" + fenced(section.curl, "sh")
    }
    return text
  }

  /// A code block with a fence that is longer than any in the text.
  private func fenced(_ text: String, _ language: String) -> String {
    let longest = text.matches(of: /`{3,}/).map { $0.output.count }.max() ?? 2
    let fence = String(repeating: "`", count: longest + 1)
    return "\(fence)\(language)\n\(text)\n\(fence)\n"
  }

  /// A self-contained HTML file.
  var html: String {
    let style =
      "body{font:16px/1.5 sans-serif;max-width:60em;margin:2em auto;padding:0 1em}"
      + "pre{background:#f4f4f4;padding:.7em;overflow:auto;white-space:pre-wrap}h2{font-size:1.1em;margin-top:2em}"
    var text =
      "<!DOCTYPE html>\n<html lang=\"en\"><head><meta charset=\"utf-8\"><title>\(Markup.escaped(heading))</title>"
      + "<style>\(style)</style></head>\n<body><h1>\(Markup.escaped(heading))</h1>\n"
    for section in sections {
      text += "<h2>\(Markup.escaped(section.title))</h2>\n<pre>\(Markup.escaped(section.line))</pre>\n"
      text += "<p>\(Markup.escaped(section.summary))</p>\n"
      if !section.response.isEmpty { text += "<pre>\(Markup.escaped(section.response))</pre>\n" }
      text += "<pre>\(Markup.escaped(section.curl))</pre>\n"
    }
    return text + "</body></html>\n"
  }
}
