import JSON

/// Continues after the last item seen, as long as the response indicates that more items follow.
struct CursorSteps: PageSteps {
  let parameter: String
  let value: AnswerFilter
  let more: AnswerFilter
  private var seen: Set<String> = []

  init(parameter: String, value: AnswerFilter, more: AnswerFilter) {
    self.parameter = parameter
    self.value = value
    self.more = more
  }

  mutating func next(after page: Page, _ endpoint: Endpoint) throws(NoProgress) -> MeantRequest? {
    guard try hasMore(page.answer) else { return nil }
    guard !page.items.isEmpty else { throw NoProgress("an empty page claims that there are more", sparing: .nothing) }
    let cursor = try value.step(page.answer)
    guard !cursor.isNull else { throw NoProgress("the last item has no id to go on from") }
    if let begin = page.meant.value(parameter, endpoint) { seen.insert(begin.plainText) }
    guard seen.insert(cursor.plainText).inserted else {
      throw NoProgress("`\(parameter)` would be \(cursor.json()) again", sparing: .nothing)
    }
    var meant = page.meant
    meant.set(parameter, cursor, endpoint)
    return meant
  }

  /// A bare array cannot have such a member, but a filter may use its length or last item.
  private func hasMore(_ answer: Value) throws(NoProgress) -> Bool {
    switch answer.kind {
    case .object: try more.step(answer).isTruthy
    case .array: (try? more(answer))?.isTruthy ?? false
    case .null, .false, .true, .number, .string: false
    }
  }
}
