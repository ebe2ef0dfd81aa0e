import JSON

/// Advances an offset by the number of received items, until a page is not full.
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
    // The server may limit the page size and indicate that more pages follow.
    guard isFull || page.hasSuccessor(after: next &- window.first) else { return nil }
    guard page.items != last else { throw NoProgress("two pages contain the same items", sparing: .nothing) }
    last = page.items
    var meant = page.meant
    meant.set(window.offset, Value(next), endpoint)
    return meant
  }

  /// A page with at least this number of items may have a successor; nil if the first page is complete.
  ///
  /// If the server's maximum is unknown, a page of the default size may have been truncated.
  private func pageSize(_ meant: MeantRequest, _ endpoint: Endpoint) -> Int? {
    let given = meant.value(window.limit, endpoint).flatMap { $0.int ?? Int($0.plainText) }
    guard let given else { return window.send ?? window.size }
    return min(given, window.send ?? given)
  }
}
