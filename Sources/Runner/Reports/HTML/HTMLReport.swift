import HTTP
import JSON
import Query

/// `html`: a self-contained page with a summary, failures first, a request timeline, and rows that expand.
///
/// Its content security policy allows only its own script and style sheet, by hash. The markup is also well-formed XML.
struct HTMLReport {
  private let input: ReportInput
  private let rows: [ReportRow]

  init(_ input: ReportInput) {
    self.input = input
    rows = ReportRow.all(input)
  }

  var bytes: [UInt8] {
    var page = head
    page += HTMLSummary(input, rows).markup
    page += HTMLFailures(input).markup
    page += HTMLTimeline(input.requests).markup
    HTMLRows(rows).append(to: &page)
    page += HTMLSteps.section(input.record.main)
    page += foot
    return Array(page.utf8)
  }

  private var head: String {
    let run = input.record
    let title = Markup.escaped("\(run.scriptName): \(HTMLSummary.heading(run)), \(run.state.rawValue)")
    let policy =
      "default-src 'none'; style-src \(Self.hash(HTMLStyle.text)); script-src \(Self.hash(HTMLScript.text)); "
      + "base-uri 'none'; form-action 'none'"
    return """
      <!DOCTYPE html>
      <html lang="en">
      <head>
      <meta charset="utf-8" />
      <meta http-equiv="Content-Security-Policy" content="\(policy)" />
      <meta name="viewport" content="width=device-width, initial-scale=1" />
      <meta name="color-scheme" content="light dark" />
      <meta name="referrer" content="no-referrer" />
      <title>\(title)</title>
      <style>\(HTMLStyle.text)</style>
      </head>
      <body>

      """
  }

  private var foot: String {
    let digest = input.record.scriptDigest
    let script = digest.isEmpty ? "" : " · script SHA-256 <code>\(Markup.escaped(digest))</code>"
    return """
      </main>
      <footer>edush \(Markup.escaped(input.version))\(script)</footer>
      <script>\(HTMLScript.text)</script>
      </body>
      </html>

      """
  }

  /// The hash source of an inline script or style in a policy (CSP 3, 6.7.3).
  private static func hash(_ text: String) -> String {
    "'sha256-\(Base64.padded(Digest(text: text).bytes))'"
  }
}
