import Diagnostics
import JSON
import Query

extension Execution {
  func save(_ expression: Expression, to path: Expression, _ options: Expression?) throws(Interruption) {
    let (name, format) = try file(path, SaveFormat.extensions, word: "save")
    let options = try fileOptions(options)
    if SaveFormat.several.contains(format),
      var writer = try failing({ () throws(Failure) in try environment.writer(at: name, format: format, options) })
    {
      try evaluate(expression) { value throws(Interruption) in
        try failing { () throws(Failure) in try writer.add(value) }
        return true
      }
      return try failing { () throws(Failure) in try writer.finish() }
    }
    let values =
      try SaveFormat.several.contains(format) ? outputs(expression) : [one(expression, for: "a .\(format) file")]
    try failing { () throws(Failure) in
      try environment.save(try environment.encode(values, format: format, options), to: name)
    }
  }

  /// Appends lines to a file. Lines appended by an earlier attempt of the row are not appended again.
  func append(_ expression: Expression, to path: Expression, _ options: Expression?) throws(Interruption) {
    let (name, format) = try file(path, SaveFormat.lines, word: "append")
    let options = try fileOptions(options)
    let values = try outputs(expression)
    guard !values.isEmpty else { return }
    try failing { () throws(Failure) in
      let unit = context.unit
      let place = unit?.nextAppend()
      if let earlier = place?.earlier, environment.holds(earlier) { return }
      try environment.append(values, to: name, format: format, options) { piece throws(Failure) in
        guard let unit, let ordinal = place?.ordinal else { return }
        for observer in environment.observers { try observer.willAppend(piece, ordinal, in: unit) }
        unit.remember(piece, at: ordinal)
      }
    }
  }

  private func file(
    _ path: Expression, _ formats: [String], word: String
  ) throws(Interruption) -> (name: String, format: String) {
    let name = try string(path, for: "the path")
    guard let format = SaveFormat.format(of: name), formats.contains(format) else {
      throw Interruption.failure(
        Failure(
          .usage, "`\(word)` has no format for `\(name)`", hint: SaveFormat.hint(formats), source: source,
          range: path.range))
    }
    return (name, format)
  }

  private func fileOptions(_ expression: Expression?) throws(Interruption) -> FileOptions {
    guard let expression else { return FileOptions() }
    let value = try one(expression, for: "`with`")
    guard let object = value.object else {
      throw scriptError("`with` takes an object, not \(Preview.text(value))", expression.range, hint: FileOptions.hint)
    }
    var fault: (name: String, message: String)?
    guard let options = FileOptions(object, fault: &fault) else {
      throw scriptError(fault?.message ?? "", expression.range, hint: FileOptions.hint)
    }
    return options
  }
}
