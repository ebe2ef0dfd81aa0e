import JSON

/// Moves an offset by the items that came, until fewer come than were asked for.
struct WindowSteps: PageSteps {
  let window: Pagination.Window
  private var last: [Value] = []

  init(window: Pagination.Window) { self.window = window }

  mutating func next(after page: Page, _ endpoint: Endpoint) throws(NoProgress) -> MeantRequest? {
    guard !page.items.isEmpty else { return nil }
    let given = page.meant.value(window.offset, endpoint)
    let offset = given.flatMap { $0.int ?? Int($0.plainText) } ?? window.first
    let (next, overflow) = offset.addingReportingOverflow(page.items.count)
    guard !overflow else { throw NoProgress("`\(window.offset)` is too large") }
    let isFull = pageSize(page.meant, endpoint).map { page.items.count >= $0 } ?? false
    // A server may have a largest page of its own, and say that more follow.
    guard isFull || page.hasSuccessor(after: next &- window.first) else { return nil }
    guard page.items != last else { throw NoProgress("two pages contain the same items", sparing: .nothing) }
    last = page.items
    var meant = page.meant
    meant.set(window.offset, Value(next), endpoint)
    return meant
  }

  /// A page of at least that many items may have a successor; nil where the first page is everything.
  ///
  /// Where the server's own largest page is unknown, a page as long as the usual one may be cut by it.
  private func pageSize(_ meant: MeantRequest, _ endpoint: Endpoint) -> Int? {
    let given = meant.value(window.limit, endpoint).flatMap { $0.int ?? Int($0.plainText) }
    guard let given else { return window.send ?? window.size }
    return min(given, window.send ?? given)
  }
}
