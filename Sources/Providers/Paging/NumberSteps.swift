import JSON

/// Increments the page number until a page is not full.
struct NumberSteps: PageSteps {
  let numbers: Pagination.Numbers
  private var last: [Value] = []
  /// The number of the first page; the first response may correct the manifest.
  private var first: Int
  /// The number of items up to the current page.
  private var seen: Int?

  init(numbers: Pagination.Numbers) {
    self.numbers = numbers
    first = numbers.first
  }

  mutating func next(after page: Page, _ endpoint: Endpoint) throws(NoProgress) -> MeantRequest? {
    guard !page.items.isEmpty else { return nil }
    let given = page.meant.value(numbers.parameter, endpoint).flatMap { $0.int ?? Int($0.plainText) }
    // Counting from 0 or from 1 is the server's choice.
    if given == nil, let number = page.counts.page, 0...1 ~= number { first = number }
    let number = given ?? first
    let (next, overflow) = number.addingReportingOverflow(1)
    guard !overflow else { throw NoProgress("`\(numbers.parameter)` is too large") }
    let size = size(page.meant, endpoint)
    let before = seen ?? (number &- first).multipliedReportingOverflow(by: max(size, page.items.count)).partialValue
    let seen = before &+ page.items.count
    self.seen = seen
    // The server may limit the page size and indicate that more items follow.
    guard page.items.count >= size || page.hasSuccessor(after: seen, first: first, number: number) else { return nil }
    guard page.items != last else { throw NoProgress("two pages contain the same items", sparing: .nothing) }
    last = page.items
    var meant = page.meant
    meant.set(numbers.parameter, Value(next), endpoint)
    return meant
  }

  /// A page with at least this number of items may have a successor. The server may limit the page size, so the
  /// documented size counts if it is smaller than the requested one.
  private func size(_ meant: MeantRequest, _ endpoint: Endpoint) -> Int {
    let given = numbers.limit.flatMap { meant.value($0, endpoint) }.flatMap { $0.int ?? Int($0.plainText) }
    guard let given else { return numbers.size ?? 1 }
    return min(given, numbers.size ?? 1)
  }
}
