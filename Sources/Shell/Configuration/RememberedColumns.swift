import JSON
import Query

/// The columns chosen with `set columns`, by resource: `{"coderpad.pads": ["id", "title"]}`.
///
/// Read every time, since other sessions may change the file. A missing or malformed file contains no choices.
struct RememberedColumns: Sendable {
  let path: String

  /// The chosen columns of a resource; empty if there are none.
  subscript(resource: String) -> [String] { (all[resource]?.array ?? []).compactMap(\.string) }

  /// The resources with chosen columns, sorted.
  var resources: [String] { all.keys.map(\.string).sorted() }

  /// Stores the columns of a resource; an empty array removes them.
  func set(_ columns: [String], of resource: String) throws(Failure) {
    var all = all
    all[resource] = columns.isEmpty ? Value?.none : Value(columns.map { Value($0) })
    try PrivateFile.save(Value(all).json(.pretty) + "\n", to: path)
  }

  private var all: Object {
    guard let bytes = try? LocalFile.contents(of: path, .regular, atMost: 1 << 20) else { return [:] }
    return (try? Value.parse(utf8: bytes))?.object ?? [:]
  }
}
