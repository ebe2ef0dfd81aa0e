import HTTP
import JSON

/// Follows the URL of the next page. Only its query is used, never its path, and another host is an error. A string
/// that is not a URL is the parameter's next value.
struct NextPageSteps: PageSteps {
  /// The source of the URL.
  enum Place {
    case body(AnswerFilter)
    case link
  }

  let next: Place
  let parameter: String?
  /// The provider's hosts: that of the base URL in use, and that in the manifest.
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
    case .link: return page.headers.link
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
