import HTTP
import JSON

/// Follows the URL of the next page: only its query is used, never its path, and on another host it is a mistake. A text
/// that is not a URL is the next value of the parameter.
struct NextPageSteps: PageSteps {
  /// Where the URL is.
  enum Place {
    case body(AnswerFilter)
    case link
  }

  let next: Place
  let parameter: String?
  /// Where the provider is: the base URL in use, and the one that its manifest names.
  let hosts: [String]
  private var seen: Set<String> = []

  init(_ next: Place, parameter: String?, hosts: [String]) {
    self.next = next
    self.parameter = parameter
    self.hosts = hosts
  }

  mutating func next(after page: Page, _ endpoint: Endpoint) throws(NoProgress) -> MeantRequest? {
    guard let text = try text(page), !text.isEmpty else { return nil }
    var meant = page.meant
    if let parameter, !text.contains("?"), !text.contains("://") {
      meant.set(parameter, Value(text), endpoint)
    } else {
      for (name, value) in try query(of: text) { meant.setQuery(name, value) }
    }
    seen.insert(PercentEncoding.query(page.meant.query))
    guard seen.insert(PercentEncoding.query(meant.query)).inserted else {
      throw NoProgress("the next page would be one that came already")
    }
    return meant
  }

  private func text(_ page: Page) throws(NoProgress) -> String? {
    switch next {
    case .link: return page.link
    case .body(let filter):
      guard page.answer.kind == .object else { return nil }
      let value = try filter.step(page.answer)
      return value.kind == .number ? value.plainText : value.string
    }
  }

  private func query(of url: String) throws(NoProgress) -> [(name: String, value: String)] {
    if let authority = QueryText.authority(of: url) {
      let host = (try? BaseURL("https://" + authority))?.origin.host
      guard let host else { throw NoProgress("the address of the next page names no host") }
      guard hosts.contains(host) else { throw NoProgress("the next page would be on another host, \(host)") }
    }
    guard let query = QueryText.of(url: url), !query.isEmpty else {
      throw NoProgress("the address of the next page has no query")
    }
    return query
  }
}

extension MeantRequest {
  mutating func setQuery(_ name: String, _ value: String) {
    let place = query.firstIndex { $0.name == name } ?? query.count
    query.removeAll { $0.name == name }
    query.insert((name, value), at: min(place, query.count))
  }
}
