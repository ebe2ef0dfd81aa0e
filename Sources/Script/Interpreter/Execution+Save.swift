import Diagnostics
import JSON
import Query

extension Execution {
  func save(_ expression: Expression, to path: Expression) throws(Interruption) {
    let name = try string(path, for: "the path")
    guard let format = SaveFormat.format(of: name) else {
      throw Interruption.failure(
        Failure(.usage, "`save` has no format for `\(name)`", hint: SaveFormat.hint, source: source, range: path.range))
    }
    let values =
      try SaveFormat.several.contains(format) ? outputs(expression) : [one(expression, for: "a .\(format) file")]
    try failing { () throws(Failure) in
      try environment.save(try environment.encode(values, format: format), to: name)
    }
  }
}
