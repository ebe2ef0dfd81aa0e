/// The formats of `save`, by extension.
enum SaveFormat {
  static let extensions = ["json", "ndjson", "csv", "tsv", "yaml", "md", "txt"]
  /// The formats that accept several outputs.
  static let several: Set<String> = ["ndjson", "txt", "csv", "tsv"]
  /// The formats that consist of lines of cells.
  static let tables: Set<String> = ["csv", "tsv"]
  /// The formats that `append` supports.
  static let lines = ["ndjson", "csv", "tsv", "txt"]

  /// The format of a path: the extension of its last component.
  static func format(of path: String) -> String? {
    guard let name = path.split(separator: "/", omittingEmptySubsequences: false).last,
      let dot = name.lastIndex(of: "."), dot > name.startIndex
    else { return nil }
    let format = name[name.index(after: dot)...].lowercased()
    return extensions.contains(format) ? format : nil
  }

  static func hint(_ formats: [String] = extensions) -> String {
    "the extension decides: " + formats.map { "." + $0 }.joined(separator: " ")
  }
}
