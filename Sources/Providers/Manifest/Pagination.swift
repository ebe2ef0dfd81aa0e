import JSON

/// How the pages of a list follow each other.
enum Pagination: Sendable {
  /// A parameter names the last item seen; the answer says whether there are more.
  case cursor(parameter: String, value: AnswerFilter, more: AnswerFilter)
  /// The answer holds the next page's URL, of which the query is used, and perhaps how many items all pages have.
  case nextPage(parameter: String, next: AnswerFilter, total: AnswerFilter?)
  /// Items from an offset on, at most so many.
  case window(Window)
  /// Pages with numbers, the last one the first that is not full.
  case page(Numbers)

  struct Window: Sendable {
    var offset: String
    var limit: String
    /// The documented page size, where nothing is sent.
    var size: Int?
    /// The page size that is sent where none is given, since the default is unknown.
    var send: Int?
  }

  struct Numbers: Sendable {
    var parameter: String
    /// The parameter that says how many items a page has.
    var limit: String?
    /// The documented page size; without one the last page is the first without items.
    var size: Int?
    /// The number of the first page.
    var first: Int
  }

  /// The parameter that says how many items a page has.
  var size: String? {
    switch self {
    case .window(let window): window.limit
    case .page(let numbers): numbers.limit
    case .cursor, .nextPage: nil
    }
  }

  /// The parameter that says where a page begins.
  var place: String {
    switch self {
    case .cursor(let parameter, _, _): parameter
    case .nextPage(let parameter, _, _): parameter
    case .window(let window): window.offset
    case .page(let numbers): numbers.parameter
    }
  }
}
