import Storage

/// A condition on the documents of a shelf. Fields are dotted names such as `client.name`.
indirect enum Condition: Sendable {
  case equals(String, Binding)
  case differs(String, Binding)
  case atLeast(String, Binding)
  case below(String, Binding)
  /// The field contains a text, ignoring ASCII case.
  case contains(String, String)
  /// A document of the other shelf has the document's id in `field`.
  case referenced(by: Shelf, field: String, [Condition])
  case any([Condition])
}

/// Selects and orders documents of a shelf.
struct Selection: Sendable {
  enum Direction: String, Sendable { case ascending = "ASC", descending = "DESC" }
  struct Order: Sendable {
    let field: String
    let direction: Direction
    /// Whether ASCII case is ignored.
    var foldsCase = false
  }

  let shelf: Shelf
  var conditions: [Condition] = []
  /// Ties are sorted by insertion, in the direction of the last order.
  var order: [Order] = []
  var limit: Int?
  var offset = 0
}

extension Selection {
  typealias Query = (sql: String, bindings: [Binding])

  var query: Query {
    let filter = filter
    var sql = "SELECT content FROM document" + filter.sql + orderClause
    if limit != nil || offset > 0 { sql += " LIMIT \(limit ?? -1) OFFSET \(offset)" }
    return (sql, filter.bindings)
  }

  var countQuery: Query { ("SELECT COUNT(*) FROM document" + filter.sql, filter.bindings) }

  var deletion: Query { ("DELETE FROM document" + filter.sql, filter.bindings) }

  private var filter: Query {
    var bindings: [Binding] = [.text(shelf.name)]
    let terms = conditions.map { " AND " + $0.sql(&bindings) }
    return (" WHERE shelf = ?" + terms.joined(), bindings)
  }

  private var orderClause: String {
    let last = order.last?.direction ?? .ascending
    let terms = order.map { term in
      "\(Condition.expression(term.field))\(term.foldsCase ? " COLLATE NOCASE" : "") \(term.direction.rawValue)"
    }
    return " ORDER BY " + (terms + ["sequence \(last.rawValue)"]).joined(separator: ", ")
  }
}

extension Condition {
  /// The SQL expression of a field; null for invalid names.
  static func expression(_ field: String) -> String {
    let isName = field.utf8.allSatisfy { byte in
      switch byte {
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
        UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"), UInt8(ascii: "."):
        true
      default: false
      }
    }
    return isName && !field.isEmpty ? "json_extract(content, '$.\(field)')" : "NULL"
  }

  func sql(_ bindings: inout [Binding]) -> String {
    switch self {
    case .equals(let field, let value): Self.comparison(field, "IS", value, &bindings)
    case .differs(let field, let value): Self.comparison(field, "IS NOT", value, &bindings)
    case .atLeast(let field, let value): Self.comparison(field, ">=", value, &bindings)
    case .below(let field, let value): Self.comparison(field, "<", value, &bindings)
    case .contains(let field, let text): Self.containment(field, text, &bindings)
    case .referenced(let shelf, let field, let conditions):
      Self.reference(shelf, field, conditions, &bindings)
    case .any(let conditions):
      "(" + (["0"] + conditions.map { $0.sql(&bindings) }).joined(separator: " OR ") + ")"
    }
  }

  private static func comparison(
    _ field: String, _ sign: String, _ value: Binding, _ bindings: inout [Binding]
  ) -> String {
    bindings.append(value)
    return "\(expression(field)) \(sign) ?"
  }

  private static func containment(_ field: String, _ text: String, _ bindings: inout [Binding]) -> String {
    bindings.append(.text(text.lowercased()))
    return "instr(lower(\(expression(field))), ?) > 0"
  }

  private static func reference(
    _ shelf: Shelf, _ field: String, _ conditions: [Condition], _ bindings: inout [Binding]
  ) -> String {
    bindings.append(.text(shelf.name))
    let terms = conditions.map { " AND " + $0.sql(&bindings) }.joined()
    return "id IN (SELECT \(expression(field)) FROM document WHERE shelf = ?\(terms))"
  }
}
