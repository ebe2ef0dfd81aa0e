import JSON

/// The counts in a response: the total number of items and pages, and the current page.
struct PageCounts {
  /// The total number of items.
  private(set) var items: Int?
  /// The total number of pages.
  private(set) var pages: Int?
  /// The number of this page.
  private(set) var page: Int?

  /// Reads the counts in the headers, the members of the body, and the members of pagination objects such as `meta`.
  init(_ body: Value, _ headers: PageHeaders) {
    for (key, member) in headers.counts { read(key.string, member) }
    let members = body.object ?? [:]
    for (key, member) in members { read(key.string, member) }
    for (key, member) in members where Self.places.contains(Words.of(key.string).joined()) {
      for (name, value) in member.object ?? [:] { read(name.string, value) }
    }
  }

  /// Whether more items follow according to the counts; false if they do not show it.
  ///
  /// - Parameters:
  ///   - first: the number of the first page.
  ///   - number: the number of this page, used if the response has none; nil if pages are not numbered.
  func more(after seen: Int, first: Int = 1, number: Int? = nil) -> Bool {
    if let items { return seen < items }
    if let pages, let page = page ?? number { return page - first + 1 < pages }
    return false
  }

  /// Whether there are more items than those read on the given number of pages.
  func exceed(items seen: Int, pages read: Int) -> Bool { items.map { seen < $0 } ?? pages.map { read < $0 } ?? false }

  /// The total for messages: `45 items` or `3 pages`; nil if there is none.
  var total: String? { items.map { "\($0) items" } ?? pages.map { "\($0) pages" } }

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
