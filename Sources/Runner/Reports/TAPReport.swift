import JSON

/// `tap`: TAP version 14, one line per row. A failure that ends the script outside of rows is a `Bail out!`.
struct TAPReport {
  let input: ReportInput

  init(_ input: ReportInput) { self.input = input }

  var bytes: [UInt8] {
    let rows = ReportRow.all(input)
    var text = "TAP version 14\n1..\(rows.count)\(rows.isEmpty ? " # SKIP no rows" : "")\n"
    for (place, row) in rows.enumerated() { append(row, number: place + 1, to: &text) }
    switch Verdict(script: input) {
    case .passed, .skipped: break
    case .failure(let error), .error(_, let error):
      text += "Bail out! \(Self.line(ReportText.message(error) ?? "the script failed"))\n"
    }
    return Array(text.utf8)
  }

  private func append(_ row: ReportRow, number: Int, to text: inout String) {
    let name = Self.line(row.name)
    switch Verdict(row) {
    case .passed: text += "ok \(number) - \(name)\n"
    case .skipped(let reason): text += "ok \(number) - \(name) # SKIP \(Self.line(reason))\n"
    case .failure(let error): append(name, "assert", error, row, number, to: &text)
    case .error(let type, let error): append(name, type, error, row, number, to: &text)
    }
  }

  private func append(
    _ name: String, _ type: String, _ error: Value, _ row: ReportRow, _ number: Int, to text: inout String
  ) {
    text += "not ok \(number) - \(name)\n  ---\n"
    let fields: [(String, Value)] = [
      ("message", Value(ReportText.message(error) ?? "")), ("severity", Value(type == "assert" ? "fail" : "error")),
      ("type", Value(type)), ("at", error["at"] ?? .null), ("provider", error["provider"] ?? .null),
      ("status", error["status"] ?? .null), ("exchange", error["exchange"] ?? .null), ("loop", Value(row.record.loop)),
      ("row", Value(row.record.row)), ("attempts", Value(row.record.attempts)),
      ("duration_ms", Value(row.record.durationMilliseconds.rounded())),
    ]
    for (key, value) in fields where !value.isNull { text += "  \(key): \(Self.yaml(value))\n" }
    text += "  ...\n"
  }

  /// Puts a description on one line and escapes directives.
  private static func line(_ text: String) -> String {
    var line = ""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\\", "#": line += "\\\(scalar)"
      case "\u{0}"..."\u{1F}", "\u{7F}"..."\u{9F}", "\u{2028}", "\u{2029}": line += " "
      default: line.unicodeScalars.append(scalar)
      }
    }
    return line
  }

  /// JSON, which YAML 1.2 can read, with the characters escaped that YAML forbids.
  private static func yaml(_ value: Value) -> String {
    var text = ""
    for scalar in value.json().unicodeScalars {
      switch scalar {
      case "\u{7F}"..."\u{9F}", "\u{2028}", "\u{2029}", "\u{FEFF}", "\u{FFFE}", "\u{FFFF}":
        let digits = String(scalar.value, radix: 16)
        text += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
      default: text.unicodeScalars.append(scalar)
      }
    }
    return text
  }
}
