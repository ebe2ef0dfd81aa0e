import JSON

/// Counts pages, until one has fewer items than it could.
struct NumberSteps: PageSteps {
  let numbers: Pagination.Numbers
  private var last: [Value] = []

  init(numbers: Pagination.Numbers) { self.numbers = numbers }

  mutating func next(after page: Page, _ endpoint: Endpoint) throws(NoProgress) -> MeantRequest? {
    guard !page.items.isEmpty else { return nil }
    // A server may have a largest page of its own, and say that more follow.
    if page.items.count < size(page.meant, endpoint) { guard case .more = page.more else { return nil } }
    guard page.items != last else { throw NoProgress("two pages contain the same items", sparing: .nothing) }
    last = page.items
    let given = page.meant.value(numbers.parameter, endpoint)
    let number = given.flatMap { $0.int ?? Int($0.plainText) } ?? numbers.first
    let (next, overflow) = number.addingReportingOverflow(1)
    guard !overflow else { throw NoProgress("`\(numbers.parameter)` is too large") }
    var meant = page.meant
    meant.set(numbers.parameter, Value(next), endpoint)
    return meant
  }

  /// A page of at least that many items may have a successor. A server may have a largest page of its own, so the usual
  /// one counts where it is smaller than what was asked for.
  private func size(_ meant: MeantRequest, _ endpoint: Endpoint) -> Int {
    let given = numbers.limit.flatMap { meant.value($0, endpoint) }.flatMap { $0.int ?? Int($0.plainText) }
    guard let given else { return numbers.size ?? 1 }
    return min(given, numbers.size ?? 1)
  }
}
