import JSON

/// `json`: the output of `runs show`, with the version and the assertions.
struct JSONReport {
  let input: ReportInput

  init(_ input: ReportInput) { self.input = input }

  var bytes: [UInt8] {
    var object = input.record.value.object ?? [:]
    object["edush"] = Value(input.version)
    object["assertions"] = Value(input.assertions.map(\.value))
    var bytes: [UInt8] = []
    Value(object).write(to: &bytes, .pretty)
    bytes.append(UInt8(ascii: "\n"))
    return bytes
  }
}

extension AssertionRecord {
  /// The assertion as JSON: `{text, place, passed, message, loop, row}`.
  var value: Value {
    [
      "text": Value(text), "place": Value(place), "passed": Value(passed),
      "message": message.map { Value($0) } ?? .null, "loop": row.map { Value($0.loop) } ?? .null,
      "row": row.map { Value($0.row) } ?? .null,
    ]
  }
}
