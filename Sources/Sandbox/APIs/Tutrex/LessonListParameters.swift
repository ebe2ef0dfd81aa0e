import JSON

/// The parameters for listing lessons, validated with the document's messages.
struct LessonListParameters {
  private var sortBy = "startTime"
  private var direction = Selection.Direction.descending
  private var limit = 20
  private var offset = 0

  init(_ object: Object) throws {
    var errors = Object()
    if let value = object["sortBy"]?.nonNull { read(sortBy: value, &errors) }
    if let value = object["sortDirection"]?.nonNull { read(direction: value, &errors) }
    if let value = object["limit"]?.nonNull { read(limit: value, &errors) }
    if let value = object["offset"]?.nonNull { read(offset: value, &errors) }
    guard errors.isEmpty else { throw Refusal(400, "the list's parameters are wrong", errors: errors) }
  }

  func selection(of shelf: Shelf) -> Selection {
    // Ties are sorted by newer lesson first, in both directions.
    let orders = [
      Selection.Order(field: sortBy, direction: direction, foldsCase: true),
      Selection.Order(field: "id", direction: .descending),
    ]
    return Selection(shelf: shelf, order: orders, limit: limit, offset: offset)
  }

  private mutating func read(sortBy value: Value, _ errors: inout Object) {
    guard let name = value.string, ["id", "startTime", "title"].contains(name) else {
      return errors["sortBy"] = "Invalid sort field."
    }
    sortBy = name
  }

  private mutating func read(direction value: Value, _ errors: inout Object) {
    guard let direction = value.string.flatMap({ Selection.Direction(rawValue: $0.uppercased()) }) else {
      return errors["sortDirection"] = "Invalid sort direction."
    }
    self.direction = direction
  }

  private mutating func read(limit value: Value, _ errors: inout Object) {
    guard value.kind == .number, let limit = value.int, limit > 0 else {
      return errors["limit"] = "Invalid limit value."
    }
    self.limit = limit
  }

  private mutating func read(offset value: Value, _ errors: inout Object) {
    guard value.kind == .number, let offset = value.int, offset >= 0 else {
      return errors["offset"] = "Invalid offset value."
    }
    self.offset = offset
  }
}
