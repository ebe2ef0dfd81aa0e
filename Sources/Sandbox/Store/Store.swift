import JSON
import Storage

/// A kind of document of an API, such as `coderpad.pads`.
struct Shelf: Sendable {
  let name: String
  init(_ name: String) { self.name = name }
}

/// The state of the simulated APIs: JSON documents on shelves, found by id or by content.
final class Store {
  let database: Database

  init(path: String?) throws {
    database = try Database(at: path, durability: .normal)
    try database.migrate([
      """
      CREATE TABLE IF NOT EXISTS document (
        sequence INTEGER PRIMARY KEY AUTOINCREMENT,
        shelf TEXT NOT NULL,
        id TEXT NOT NULL,
        content TEXT NOT NULL,
        UNIQUE (shelf, id)
      );
      CREATE INDEX IF NOT EXISTS by_email ON document (shelf, json_extract(content, '$.email'));
      CREATE TABLE IF NOT EXISTS fact (name TEXT PRIMARY KEY, value INTEGER NOT NULL);
      """
    ])
  }

  /// Stores a document on a shelf, replacing one with the same id.
  func put(_ document: Object, id: String, on shelf: Shelf) throws {
    try database.change(
      """
      INSERT INTO document (shelf, id, content) VALUES (?, ?, ?)
      ON CONFLICT (shelf, id) DO UPDATE SET content = excluded.content
      """, [.text(shelf.name), .text(id), .text(Value(document).json())])
  }

  func get(_ id: String, from shelf: Shelf) throws -> Object? {
    try database.rows(
      "SELECT content FROM document WHERE shelf = ? AND id = ?", [.text(shelf.name), .text(id)], Self.document
    ).first ?? nil
  }

  /// Removes a document; returns whether it existed.
  @discardableResult
  func remove(_ id: String, from shelf: Shelf) throws -> Bool {
    try database.change("DELETE FROM document WHERE shelf = ? AND id = ?", [.text(shelf.name), .text(id)]) > 0
  }

  func list(_ selection: Selection) throws -> [Object] {
    let query = selection.query
    return try database.rows(query.sql, query.bindings, Self.document).compactMap { $0 }
  }

  func count(_ selection: Selection) throws -> Int {
    let query = selection.countQuery
    return try database.rows(query.sql, query.bindings) { $0.integer(0) }.first ?? 0
  }

  /// Removes all selected documents; returns their number.
  @discardableResult
  func removeAll(_ selection: Selection) throws -> Int {
    let query = selection.deletion
    return try database.change(query.sql, query.bindings)
  }

  private static func document(_ row: Row) -> Object? { (try? Value.parse(utf8: row.utf8(0)))?.object }
}

extension Store {
  /// A number stored under a name, such as a counter.
  func fact(_ name: String) throws -> Int? {
    try database.rows("SELECT value FROM fact WHERE name = ?", [.text(name)]) { $0.integer(0) }.first
  }

  func setFact(_ name: String, to value: Int) throws {
    try database.change(
      "INSERT INTO fact VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET value = excluded.value",
      [.text(name), .integer(value)])
  }

  /// Increments the counter of a name, which starts at `start`; returns the previous number.
  func next(_ name: String, from start: Int) throws -> Int {
    let number = try fact(name) ?? start
    try setFact(name, to: number &+ 1)
    return number
  }
}
