import JSON

/// How the pages of a list follow each other.
enum Pagination: Sendable {
  /// A parameter names the last item seen; the answer says whether there are more.
  case cursor(parameter: String, value: AnswerFilter, more: AnswerFilter)
  /// The answer holds the next page's URL, of which the query is used.
  case nextPage(parameter: String, next: AnswerFilter)
  /// Items from an offset on, at most so many.
  case window(Window)

  struct Window: Sendable {
    var offset: String
    var limit: String
    /// The documented page size, where nothing is sent.
    var size: Int?
    /// The page size that is sent where none is given, since the default is unknown.
    var send: Int?
  }

  /// The parameter that says where a page begins.
  var place: String {
    switch self {
    case .cursor(let parameter, _, _): parameter
    case .nextPage(let parameter, _): parameter
    case .window(let window): window.offset
    }
  }
}
