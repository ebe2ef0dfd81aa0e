import Diagnostics
import JSON

/// The options of `read_csv`: `{separator, encoding, types, trim, header}`.
struct CSVOptions {
  enum Header {
    /// The first line contains the names.
    case line
    /// There is no header; rows are arrays.
    case none
    case names([Text])
  }

  /// nil to detect the separator from the first line.
  var separator: UInt8?
  var encoding = TextEncoding.utf8
  var types: [(column: Text, type: CSVType)] = []
  var trims = false
  var header = Header.line

  private static let names = ["separator", "encoding", "types", "trim", "header"]

  init(_ value: Value) throws(Failure) {
    guard let members = value.object else {
      throw CSVOptions.fault("the options are an object, not \(value.typeName)", "such as {separator: \";\"}")
    }
    for (key, value) in members {
      switch key.string {
      case "separator": separator = try CSVOptions.separator(value)
      case "encoding": encoding = try CSVOptions.encoding(value)
      case "types": types = try CSVOptions.types(value)
      case "trim": trims = try CSVOptions.flag(value)
      case "header": header = try CSVOptions.header(value)
      default:
        throw CSVOptions.fault(
          "no option `\(key.string)`", CSVOptions.meant(key.string, CSVOptions.names))
      }
    }
    if case .none = header, !types.isEmpty {
      throw CSVOptions.fault("`types` needs names of columns", "write `header: [\"name\", …]`")
    }
  }

  private static func separator(_ value: Value) throws(Failure) -> UInt8 {
    guard let text = value.text, text.utf8Count == 1, let byte = text.string.utf8.first, byte < 0x80,
      ![0x0A, 0x0D, 0x22].contains(byte)
    else { throw fault("`separator` is one ASCII character, not \(value.excerpt)", "such as \";\" or \"\\t\"") }
    return byte
  }

  private static func encoding(_ value: Value) throws(Failure) -> TextEncoding {
    if let encoding = value.text.flatMap({ TextEncoding(rawValue: $0.string.lowercased()) }) { return encoding }
    let known = TextEncoding.allCases.map(\.rawValue)
    throw fault("no encoding \(value.excerpt)", meant(value.text?.string ?? "", known))
  }

  private static func types(_ value: Value) throws(Failure) -> [(Text, CSVType)] {
    guard let members = value.object else { throw fault("`types` is an object", "such as {score: \"number\"}") }
    var types: [(Text, CSVType)] = []
    for (column, name) in members {
      guard let type = name.text.flatMap({ CSVType(rawValue: $0.string) }) else {
        let known = CSVType.allCases.map(\.rawValue)
        throw fault("no type \(name.excerpt) for `\(column.string)`", meant(name.text?.string ?? "", known))
      }
      types.append((column, type))
    }
    return types
  }

  private static func flag(_ value: Value) throws(Failure) -> Bool {
    guard case .bool(let flag) = value else { throw fault("`trim` is true or false", "write `trim: true`") }
    return flag
  }

  private static func header(_ value: Value) throws(Failure) -> Header {
    if case .bool(let hasNames) = value { return hasNames ? .line : .none }
    let names = value.array?.compactMap(\.text) ?? []
    guard !names.isEmpty, names.count == value.array?.count, Set(names).count == names.count,
      !names.contains(where: \.isEmpty)
    else { throw fault("`header` is true, false or an array of different names", "such as [\"id\", \"email\"]") }
    return .names(names)
  }

  private static func meant(_ name: String, _ known: [String]) -> String {
    known.nearest(to: name).map { "did you mean `\($0)`?" } ?? "one of " + known.joined(separator: ", ")
  }

  private static func fault(_ message: String, _ hint: String) -> Failure {
    Failure(.usage, "read_csv: \(message)", hint: hint)
  }
}
