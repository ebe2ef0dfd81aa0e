import HTTP
import JSON

/// The pagination headers of a response.
struct PageHeaders: Sendable {
  /// The URL of the next page in `Link`.
  var link: String?
  /// The value of `X-Next-Page`.
  var nextNumber: String?
  /// Counts of items and pages, under the names that the members of a body would have.
  private(set) var counts = Object()

  init() {}

  init(_ headers: Headers) {
    link = LinkHeader.next(in: headers.values("link"))
    nextNumber = headers.values("x-next-page").first
    for (name, member) in Self.members {
      if let value = headers.values(name).first { counts[member] = Value(value) }
    }
    // `X-Pagination: {"TotalCount": 45, …}`, as ASP.NET servers write it.
    if let object = headers.values("x-pagination").first.flatMap({ try? Value.parse($0) })?.object {
      for (name, value) in object { counts[name] = value }
    }
    // `Content-Range: items 0-9/45` (RFC 9110, section 14.4).
    if let total = headers.values("content-range").first?.split(separator: "/").last.flatMap({ Int($0) }) {
      counts["total"] = Value(total)
    }
  }

  /// The headers that contain counts, in lower case, with the equivalent member of a body.
  private static let members: [(name: String, member: Text)] = [
    ("x-total-count", "total"), ("x-total", "total"), ("x-wp-total", "total"), ("x-total-results", "total"),
    ("x-total-items", "total"), ("total-count", "total"), ("x-pagination-total-count", "total"),
    ("x-total-pages", "total_pages"), ("x-wp-totalpages", "total_pages"), ("x-page-count", "total_pages"),
    ("x-pagination-page-count", "total_pages"), ("x-pagination-total-pages", "total_pages"),
    ("x-page", "current_page"), ("x-current-page", "current_page"), ("x-pagination-current-page", "current_page"),
  ]

  /// The pagination headers that a description may list, except `Link`.
  static let names = Set(members.map(\.name) + ["x-next-page", "x-pagination", "content-range"])
}
