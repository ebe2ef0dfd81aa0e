import Diagnostics
import JSON

/// The options after `with` in `save` and `append`, for .csv and .tsv files.
public struct FileOptions: Sendable, Hashable {
  static let names = ["separator", "bom", "formulas"]
  static let hint = "`with {separator: \";\", bom: true, formulas: \"keep\"}`"
  static let separators = [",", ";", "\t", "|"]

  /// One of `separators`; nil for the format's default.
  public var separator: String?
  /// Whether the file begins with a byte-order mark, which makes Excel read it as UTF-8.
  public var hasByteOrderMark = false
  /// Whether text that a spreadsheet would evaluate is written unchanged.
  public var keepsFormulas = false

  /// Creates the default options.
  public init() {}

  /// Parses an object; nil if a member is invalid, with the first one in `fault`.
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
