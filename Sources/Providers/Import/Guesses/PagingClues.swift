import Diagnostics
import JSON

/// The parameters of an operation and the members of its response whose names suggest pagination.
struct PagingClues {
  let parameters: [ImportedParameter]
  let facts: AnswerFacts

  init(_ operation: ImportedOperation, _ facts: AnswerFacts) {
    // The body of a search also contains its position.
    parameters = [ParameterPlace.query, .body].flatMap { place in operation.parameters.filter { $0.place == place } }
    self.facts = facts
  }

  // MARK: Parameters

  static let sizes = [
    "limit", "perpage", "pagesize", "maxresults", "count", "take", "top", "size", "first", "pagelength", "maxitems",
    "pagelimit", "resultsperpage", "itemsperpage", "maxpagesize", "numresults", "rows", "batchsize", "itemcount",
  ]
  /// Unambiguous names of page sizes.
  static let certainSizes = ["limit", "perpage", "pagesize", "maxresults", "pagelimit", "resultsperpage"]
  static let numbers = ["page", "pagenumber", "pageno", "pageindex", "pagenum", "currentpage"]
  static let offsets = ["offset", "skip", "startat", "startindex", "start", "pagestart", "pageoffset", "from"]
  static let cursors = [
    "cursor", "pagetoken", "nextpagetoken", "nexttoken", "pagecursor", "startcursor", "startingtoken", "continue",
    "continuation", "continuationtoken", "marker", "startingafter", "after", "pageafter", "paginationtoken", "token",
    "bookmark", "scrollid", "nextcursor", "startkey", "exclusivestartkey", "iterator", "startafter", "lastkey",
    "lastid",
    "afterid", "sinceid",
  ]

  var size: ImportedParameter? { parameter(Self.sizes) }

  func parameter(_ names: [String]) -> ImportedParameter? {
    names.lazy.compactMap { name in parameters.first { Words.of($0.name).joined() == name } }.first
  }

  /// A parameter that accepts a cursor as a string.
  var place: ImportedParameter? {
    parameter(Self.cursors) ?? parameter(Self.offsets + Self.numbers).flatMap { Self.isText($0) ? $0 : nil }
  }

  /// Any parameter that specifies where a page begins.
  var anyPlace: ImportedParameter? { parameter(Self.cursors + Self.numbers + Self.offsets) }

  /// Whether a parameter is a number.
  static func isNumber(_ parameter: ImportedParameter) -> Bool {
    switch parameter.type {
    case "integer", "number": true
    case "any", "string":
      parameter.defaultValue?.int ?? Int(parameter.defaultValue?.plainText ?? "") != nil
        || parameter.type == "any" && parameter.arrays == nil
    default: false
    }
  }

  private static func isText(_ parameter: ImportedParameter) -> Bool {
    ["string", "id"].contains(parameter.type) && !isNumber(parameter)
  }

  // MARK: Members

  /// A member that indicates whether more pages follow.
  var flag: AnswerFacts.Member? {
    facts.members.first { PageWords.isFlag(Words.of($0.path.last ?? "")) && $0.schema.kind.mayBeFlag }
  }

  /// The members that lead to the next page; cursors before numbers.
  var nexts: [AnswerFacts.Member] {
    let found = facts.members.filter { $0.schema.isScalar && $0.isNext }
    return found.filter { $0.path.last?.lowercased() != "page" } + found.filter { $0.path.last?.lowercased() == "page" }
  }

  /// A member that contains the cursor at the end of the page.
  var end: AnswerFacts.Member? {
    let names = [
      "cursor", "endcursor", "lastid", "continue", "continuation", "continuationtoken", "marker", "lastkey", "scrollid",
      "pagetoken", "paginationtoken", "bookmark", "lastevaluatedkey",
    ]
    return names.lazy.compactMap { name in
      facts.members.first { $0.schema.isScalar && Words.of($0.path.last ?? "").joined() == name }
    }.first ?? facts.members.first { $0.schema.isScalar && $0.isAfter }
  }
}

extension AnswerFacts.Member {
  /// True for `next_cursor` and `pages.next.starting_after`, but not for `prev.next_retry_at`.
  fileprivate var isNext: Bool {
    let words = path.map(Words.of)
    guard let last = words.last else { return false }
    if PageWords.isNext(last) { return true }
    let isBelow = words.dropLast().contains(where: PageWords.isNext)
    return isBelow && (PageWords.isNext(last + ["next"]) || PagingClues.cursors.contains(last.joined()))
  }

  /// True for `cursors.after`.
  fileprivate var isAfter: Bool {
    path.count > 1 && path.last?.lowercased() == "after"
      && path.dropLast().contains { ["cursor", "cursors", "paging", "pagination"].contains($0.lowercased()) }
  }

  /// Whether a string in it may be a URL as well as a cursor, as for `next` and `next_page`.
  var mayBeURL: Bool {
    schema.kind == .string && Words.of(path.last ?? "").allSatisfy { $0 == "next" || $0 == "page" }
  }

  /// Whether it contains a URL.
  var isURL: Bool {
    if ["uri", "url", "uri-reference", "iri", "iri-reference"].contains(schema.format) { return true }
    guard schema.kind == .string || schema.kind == .any else { return false }
    let names = Set(path.flatMap(Words.of))
    if !names.isDisjoint(with: ["url", "uri", "href", "link", "links"]) { return true }
    if let example = schema.example?.string { return example.hasPrefix("http") || example.hasPrefix("/") }
    let said = Words.of(String(schema.summary.prefix(300)))
    return said.contains("url") || said.contains("link") || said.contains("uri")
  }
}

extension Schema {
  fileprivate var isScalar: Bool { kind != .object && kind != .array && properties.isEmpty }
}

extension Schema.Kind {
  fileprivate var mayBeFlag: Bool { self == .boolean || self == .any }
}
