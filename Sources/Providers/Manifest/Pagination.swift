import JSON

/// How the pages of a list follow each other.
enum Pagination: Sendable {
  /// A parameter names the last item seen; the answer says whether there are more.
  case cursor(parameter: String, value: AnswerFilter, more: AnswerFilter)
  /// The response holds the next page's URL, of which the query is used, or the next value of the parameter, and perhaps
  /// how many items all pages have.
  case nextPage(parameter: String?, next: AnswerFilter, total: AnswerFilter?)
  /// The header `Link` names the URL of the next page.
  case link(parameter: String?)
  /// Items from an offset on, at most so many.
  case window(Window)
  /// Pages with numbers, the last one the first that is not full.
  case page(Numbers)
  /// There are pages, and nothing describes how they follow each other: only the first is read, with a warning.
  case unknown

  struct Window: Sendable {
    var offset: String
    var limit: String
    /// The documented page size, where nothing is sent.
    var size: Int?
    /// The page size that is sent where none is given, since the default is unknown.
    var send: Int?
    /// The offset of the first item.
    var first = 0
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
    case .cursor, .nextPage, .link, .unknown: nil
    }
  }

  /// The parameter that says where a page begins; nil where none is known.
  var place: String? {
    switch self {
    case .cursor(let parameter, _, _): parameter
    case .nextPage(let parameter, _, _), .link(let parameter): parameter
    case .window(let window): window.offset
    case .page(let numbers): numbers.parameter
    case .unknown: nil
    }
  }
}
