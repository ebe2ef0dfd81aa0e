import JSON

/// The `sort` and `page` parameters of CoderPad's lists.
struct CoderPadPaging {
  static let pageSize = 50

  private let sort: String?
  private let order: Selection.Order
  private let page: Int

  init(_ parameters: Form) throws {
    sort = parameters["sort"]
    order = try Self.order(sort ?? "created_at,desc")
    guard let page = Int(parameters["page"] ?? "1"), (1...1_000_000).contains(page) else {
      throw Refusal(400, "page is a number from 1")
    }
    self.page = page
  }

  private static func order(_ sort: String) throws -> Selection.Order {
    let parts = sort.split(separator: ",", omittingEmptySubsequences: false)
    guard let field = parts.first, field == "created_at" || field == "updated_at", parts.count <= 2 else {
      throw Refusal(400, "sort is created_at or updated_at, followed by ,asc or ,desc")
    }
    switch parts.dropFirst().first {
    case nil, "desc": return Selection.Order(field: String(field), direction: .descending)
    case "asc": return Selection.Order(field: String(field), direction: .ascending)
    default: throw Refusal(400, "the direction of sort is asc or desc")
    }
  }

  /// The page of a selection, with the URLs of the adjacent pages if they exist.
  func answer(
    _ selection: Selection, in store: Store, key: String, address: String, _ publish: (Object) -> Object
  ) throws -> Answer {
    var selection = selection
    let total = try store.count(selection)
    selection.order = [order]
    selection.limit = Self.pageSize
    selection.offset = (page - 1) * Self.pageSize
    let pages = (total + Self.pageSize - 1) / Self.pageSize
    var fields: Object = ["status": "OK"]
    fields[key] = Value(try store.list(selection).map { Value(publish($0)) })
    if page < pages { fields["next_page"] = Value(link(address, to: page + 1)) }
    if page > 1, pages > 0 { fields["prev_page"] = Value(link(address, to: min(page - 1, pages))) }
    fields["total"] = Value(total)
    return Answer(Value(fields))
  }

  private func link(_ address: String, to page: Int) -> String {
    address + "?" + (sort.map { "sort=\($0)&" } ?? "") + "page=\(page)"
  }
}
