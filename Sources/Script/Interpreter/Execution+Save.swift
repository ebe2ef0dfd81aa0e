import Diagnostics
import JSON
import Query

/// The formats of `save` by extension.
enum SaveFormat {
  static let extensions = ["json", "ndjson", "csv", "tsv", "yaml", "md", "txt"]
  /// Those that take several outputs.
  static let several: Set<String> = ["ndjson", "txt"]

  /// The format of a path, by what follows the last dot of its last component.
  static func format(of path: String) -> String? {
    guard let name = path.split(separator: "/", omittingEmptySubsequences: false).last,
      let dot = name.lastIndex(of: "."), dot > name.startIndex
    else { return nil }
    let format = name[name.index(after: dot)...].lowercased()
    return extensions.contains(format) ? format : nil
  }

  static let hint = "the extension decides: " + extensions.map { "." + $0 }.joined(separator: " ")
}

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
