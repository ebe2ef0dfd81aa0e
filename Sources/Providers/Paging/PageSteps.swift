import JSON
import Query

/// A page that was received.
struct Page {
  var meant: MeantRequest
  var answer: Value
  var items: [Value]
  var headers = PageHeaders()

  /// Whether the response indicates that there are more.
  var more: MoreSigns { MoreSigns(answer, link: headers.link, nextNumber: headers.nextNumber) }

  var counts: PageCounts { PageCounts(answer, headers) }

  /// Whether the response indicates more pages, or counts more items than have been received.
  ///
  /// - Parameters:
  ///   - first: the number of the first page.
  ///   - number: the number of this page; nil if pages are not numbered.
  func hasSuccessor(after seen: Int, first: Int = 1, number: Int? = nil) -> Bool {
    switch more {
    case .more: true
    case .end: false
    case .silent: counts.more(after: seen, first: first, number: number)
    }
  }
}

/// Why there is no next page although there should be one.
struct NoProgress: Error {
  /// The usable part of the received page.
  enum Spared {
    case items
    /// None: the page was received before.
    case nothing
  }

  var message: String
  var failure: Failure?
  var spares = Spared.items

  init(_ message: String, sparing spared: Spared = .items) {
    self.message = message
    spares = spared
  }

  init(_ failure: Failure) {
    message = failure.message
    self.failure = failure
  }
}

/// A pagination style. Returns the request for the next page; nil at the end.
protocol PageSteps {
  mutating func next(after page: Page, _ endpoint: Endpoint) throws(NoProgress) -> MeantRequest?
}

extension AnswerFilter {
  /// Applies the filter as part of paging.
  func step(_ answer: Value) throws(NoProgress) -> Value {
    do throws(Failure) {
      return try self(answer)
    } catch {
      throw NoProgress(error)
    }
  }
}
