import JSON

/// The pagination style of a list.
enum Pagination: Sendable {
  /// A parameter specifies the last item seen; the response indicates whether more items follow.
  case cursor(parameter: String, value: AnswerFilter, more: AnswerFilter)
  /// The response contains the next page's URL, of which only the query is used, or the parameter's next value;
  /// optionally also the total number of items.
  case nextPage(parameter: String?, next: AnswerFilter, total: AnswerFilter?)
  /// The `Link` header contains the URL of the next page.
  case link(parameter: String?)
  /// Offset and limit.
  case window(Window)
  /// Numbered pages, up to the first one that is not full.
  case page(Numbers)
  /// There are pages, but the style is unknown: only the first one is read, with a warning.
  case unknown

  struct Window: Sendable {
    var offset: String
    var limit: String
    /// The documented page size if no limit is sent.
    var size: Int?
    /// The page size to send by default, because the server's default is unknown.
    var send: Int?
    /// The offset of the first item.
    var first = 0
  }

  struct Numbers: Sendable {
    var parameter: String
    /// The parameter for the page size.
    var limit: String?
    /// The documented page size. Without it, the last page is the first one without items.
    var size: Int?
    /// The number of the first page.
    var first: Int
  }

  /// The parameter for the page size.
  var size: String? {
    switch self {
    case .window(let window): window.limit
    case .page(let numbers): numbers.limit
    case .cursor, .nextPage, .link, .unknown: nil
    }
  }

  /// The parameter that specifies the start of a page; nil if unknown.
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
