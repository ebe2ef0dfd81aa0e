import JSON

/// The counts in a response: the total number of items and pages, and the current page.
struct PageCounts {
  /// The total number of items.
  private(set) var items: Int?
  /// The total number of pages.
  private(set) var pages: Int?
  /// The number of this page.
  private(set) var page: Int?

  /// Examines the members of a response and of the objects that contain pagination data.
  init(_ body: Value) {
    let members = body.object ?? [:]
    for (key, member) in members { read(key.string, member) }
    for (key, member) in members where Self.places.contains(Words.of(key.string).joined()) {
      for (name, value) in member.object ?? [:] { read(name.string, value) }
    }
  }

  /// Whether more items follow, according to the counts.
  func more(after seen: Int, first: Int) -> Bool {
    if let items { return seen < items }
    if let pages, let page { return page - first + 1 < pages }
    return false
  }

  private mutating func read(_ name: String, _ value: Value) {
    guard let number = value.int ?? value.string.flatMap({ Int($0) }), number >= 0 else { return }
    switch Words.of(name).joined() {
    case let name where Self.ofItems.contains(name): items = max(items ?? 0, number)
    case let name where Self.ofPages.contains(name): pages = pages ?? number
    case let name where Self.ofThisPage.contains(name): page = page ?? number
    default: break
    }
  }

  private static let places: Set = ["meta", "metadata", "pagination", "paging", "page", "pageinfo", "pageable"]
  private static let ofItems: Set = [
    "total", "totalcount", "totalitems", "totalrecords", "totalresults", "totalelements", "totalentries", "count",
  ]
  private static let ofPages: Set = ["totalpages", "lastpage", "pagecount", "pagestotal"]
  private static let ofThisPage: Set = ["number", "page", "pagenumber", "currentpage", "pageindex"]
}
