import JSON
import Query

/// The columns that `set columns` chose, by resource: `{"coderpad.pads": ["id", "title"]}`.
///
/// Read anew each time, since other sessions write the file too. A file that is missing or broken chooses none.
struct RememberedColumns: Sendable {
  let path: String

  /// The columns of a resource; empty where none were chosen.
  subscript(resource: String) -> [String] { (all[resource]?.array ?? []).compactMap(\.string) }

  /// The resources with columns of their own, in order.
  var resources: [String] { all.keys.map(\.string).sorted() }

  /// Remembers the columns of a resource; none forget it.
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
