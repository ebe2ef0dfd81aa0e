import Diagnostics
import JSON

/// What `save` and `append` are told behind `with`, about files of cells: .csv and .tsv.
public struct FileOptions: Sendable, Hashable {
  static let names = ["separator", "bom", "formulas"]
  static let hint = "`with {separator: \";\", bom: true, formulas: \"keep\"}`"
  static let separators = [",", ";", "\t", "|"]

  /// One of `separators`; nil is the format's own.
  public var separator: String?
  /// Whether the file begins with a byte-order mark, which Excel takes for UTF-8.
  public var hasByteOrderMark = false
  /// Whether text that a spreadsheet would run is left as it is.
  public var keepsFormulas = false

  public init() {}

  /// Reads them from an object; nil with the first member that is wrong, and why.
  init?(_ object: Object, fault: inout (name: String, message: String)?) {
    for (key, value) in object {
      let name = key.string
      switch name {
      case "separator":
        guard let text = value.string, Self.separators.contains(text) else {
          fault = (name, "`separator` is one of , ; tab |, not \(Preview.text(value))")
          return nil
        }
        separator = text
      case "bom":
        guard let bool = value.bool else {
          fault = (name, "`bom` is true or false, not \(Preview.text(value))")
          return nil
        }
        hasByteOrderMark = bool
      case "formulas":
        guard let text = value.string, ["keep", "guard"].contains(text) else {
          fault = (name, "`formulas` is \"keep\" or \"guard\", not \(Preview.text(value))")
          return nil
        }
        keepsFormulas = text == "keep"
      default:
        let near = Self.names.nearest(to: name).map { "; did you mean `\($0)`?" } ?? ""
        fault = (name, "`with` has no member `\(name)`\(near)")
        return nil
      }
    }
  }
}
