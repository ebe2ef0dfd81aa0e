import HTTP
import JSON

/// Follows the URL of the next page: only its query is used, never its path, and on another host it is a mistake.
struct NextPageSteps: PageSteps {
  let next: AnswerFilter
  /// Where the provider is: the base URL in use, and the one that its manifest names.
  let hosts: [String]
  private var seen: Set<String> = []

  init(next: AnswerFilter, hosts: [String]) {
    self.next = next
    self.hosts = hosts
  }

  mutating func next(after page: Page, _ endpoint: Endpoint) throws(NoProgress) -> MeantRequest? {
    guard page.answer.kind == .object, let url = try next.step(page.answer).string, !url.isEmpty else { return nil }
    if let authority = QueryText.authority(of: url) {
      let host = (try? BaseURL("https://" + authority))?.origin.host
      guard let host else { throw NoProgress("the address of the next page names no host") }
      guard hosts.contains(host) else { throw NoProgress("the next page would be on another host, \(host)") }
    }
    guard let query = QueryText.of(url: url), !query.isEmpty else {
      throw NoProgress("the address of the next page has no query")
    }
    var meant = page.meant
    for (name, value) in query { meant.setQuery(name, value) }
    seen.insert(PercentEncoding.query(page.meant.query))
    guard seen.insert(PercentEncoding.query(meant.query)).inserted else {
      throw NoProgress("the next page would be one that came already")
    }
    return meant
  }
}

extension MeantRequest {
  mutating func setQuery(_ name: String, _ value: String) {
    let place = query.firstIndex { $0.name == name } ?? query.count
    query.removeAll { $0.name == name }
    query.insert((name, value), at: min(place, query.count))
  }
}
