import HTTP
import JSON
import Query

/// The pages of a list. Each is requested when its first element is needed.
///
/// Not thread-safe. A page that makes no progress ends the iteration with an error.
final class Pages: PageIterator {
  /// The next request.
  private enum Place {
    case first
    case next(MeantRequest)
    case failure(Failure)
    case end
  }

  private let call: PreparedCall
  private let endpoint: Endpoint
  private let caller: ProviderCaller
  private var place = Place.first
  private var steps: any PageSteps
  /// The progress; nil before the first request.
  private var progress: PageProgress?
  /// The server's clock as of the latest page, in Unix seconds.
  private(set) var date: Double?

  init(_ call: PreparedCall, _ endpoint: Endpoint, caller: ProviderCaller) {
    self.call = call
    self.endpoint = endpoint
    self.caller = caller
    steps = endpoint.pageSteps(call, caller)
  }

  func next() throws(Failure) -> [Value]? {
    try caller.located(call.call) { () throws(Failure) in
      switch place {
      case .end: return nil
      case .failure(let failure):
        place = .end
        throw failure
      case .first: return try page(call.meant)
      case .next(let meant):
        let items = try page(meant)
        return items.isEmpty ? nil : items
      }
    }
  }

  private func page(_ meant: MeantRequest) throws(Failure) -> [Value] {
    place = .end
    var call = call
    call.meant = meant
    let progress = progress ?? PageProgress()
    call.page = progress
    let answer = try caller.perform(call)
    date = answer.date
    guard let items = answer.payload.array else {
      throw answer.failure(Failure(.transport, "\(call.name) returned \(answer.payload.article), not a list"))
    }
    if items.isEmpty { warnOfPayload(answer.body) }
    self.progress = PageProgress(
      page: progress.page + 1, items: progress.items + items.count, startedAt: progress.startedAt)
    do throws(NoProgress) {
      let page = Page(meant: meant, answer: answer.body, items: items, headers: answer.pageHeaders)
      if let next = try steps.next(after: page, endpoint) {
        place = .next(next)
      } else {
        warnOfMore(after: page)
      }
    } catch {
      let failure = answer.failure(
        error.failure ?? Failure(.transport, "\(call.name) makes no progress: \(error.message)"))
      guard error.spares == .items else { throw failure }
      place = .failure(failure)
    }
    return items
  }

  /// Warns that the response has its list in another place than the manifest specifies.
  private func warnOfPayload(_ body: Value) {
    guard !call.isIncidental, let payload = endpoint.payload, let members = body.object,
      (try? payload(body))?.isNull == true,
      let list = members.first(where: { $0.value.array?.isEmpty == false })
    else { return }
    caller.notice(
      "\(call.name) found no items: `payload` of the manifest is `\(payload.text)`, but the response has a list in "
        + "`\(list.key.string)`")
  }

  /// Warns that the iteration ends although the response indicates more pages.
  private func warnOfMore(after page: Page) {
    guard !call.isIncidental else { return }
    let advice = "describe its `pagination` in the manifest"
    let why: String
    switch (endpoint.pagination, page.more) {
    case (_, .more(let sign)): why = "the response has \(sign)"
    case (.cursor, _), (.nextPage, _), (.link, _), (_, .end): return
    case (.unknown, .silent), (.window, .silent), (.page, .silent), (nil, .silent):
      if let total = missing(page) {
        why = "the response counts \(total)"
      } else if case .unknown? = endpoint.pagination, !page.items.isEmpty, progress?.page == 2 {
        why = "only the first page was read"
      } else {
        return
      }
    }
    caller.notice("\(call.name) may have more items than these: \(why); \(advice)")
  }

  /// The total that the response reports, if it is more than was received; nil if the iteration did not begin at the
  /// first page.
  private func missing(_ page: Page) -> String? {
    let place = endpoint.pagination?.place.flatMap { call.meant.value($0, endpoint) }
    guard place == nil, let progress, page.counts.exceed(items: progress.items, pages: progress.page - 1) else {
      return nil
    }
    return page.counts.total
  }
}

extension Endpoint {
  fileprivate func pageSteps(_ call: PreparedCall, _ caller: ProviderCaller) -> any PageSteps {
    switch pagination {
    case .cursor(let parameter, let value, let more): CursorSteps(parameter: parameter, value: value, more: more)
    case .nextPage(let parameter, let next, _):
      NextPageSteps(.body(next), parameter: parameter, hosts: call.hosts(caller.requests.authorizer.store))
    case .link(let parameter):
      NextPageSteps(.link, parameter: parameter, hosts: call.hosts(caller.requests.authorizer.store))
    case .window(let window): WindowSteps(window: window)
    case .page(let numbers): NumberSteps(numbers: numbers)
    case .unknown, nil: LinkedSteps(hosts: call.hosts(caller.requests.authorizer.store))
    }
  }
}

extension PreparedCall {
  /// The provider's host names.
  fileprivate func hosts(_ store: CredentialStore) -> [String] {
    let bases = [try? store.base(account, manifest), try? BaseURL(manifest.base)]
    return bases.compactMap { $0?.origin.host }
  }
}
