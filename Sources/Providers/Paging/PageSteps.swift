import JSON
import Query

/// One page that came.
struct Page {
  var meant: MeantRequest
  var answer: Value
  var items: [Value]
  /// The URL of the next page in the header `Link`.
  var link: String?
  /// The value of the header `X-Next-Page`.
  var nextNumber: String?

  /// Whether the response says that there are more.
  var more: MoreSigns { MoreSigns(answer, link: link, nextNumber: nextNumber) }

  /// Whether the response says so, or counts more items than there were up to this page.
  ///
  /// - Parameter first: the number of the first page.
  func hasSuccessor(after seen: Int, first: Int = 1) -> Bool {
    switch more {
    case .more: true
    case .end: false
    case .silent: PageCounts(answer).more(after: seen, first: first)
    }
  }
}

/// Why there is no next page although there should be.
struct NoProgress: Error {
  /// What is still good of the page that came.
  enum Spared {
    case items
    /// It is a page that came already.
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

/// A paging style: what to ask for after a page; nil at the end.
protocol PageSteps {
  mutating func next(after page: Page, _ endpoint: Endpoint) throws(NoProgress) -> MeantRequest?
}

/// A list that comes as a whole.
struct SinglePage: PageSteps {
  mutating func next(after page: Page, _ endpoint: Endpoint) throws(NoProgress) -> MeantRequest? { nil }
}

extension AnswerFilter {
  /// As a step of paging.
  func step(_ answer: Value) throws(NoProgress) -> Value {
    do throws(Failure) {
      return try self(answer)
    } catch {
      throw NoProgress(error)
    }
  }
}
