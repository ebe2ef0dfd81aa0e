import JSON

/// Whether a response says in the usual words that more pages follow, whatever its manifest describes.
enum MoreSigns {
  case more(sign: String)
  case end
  /// Nothing in the response tells.
  case silent

  /// Looks at the response, and at the objects in it.
  ///
  /// - Parameters:
  ///   - link: the URL of the next page in the header `Link`.
  ///   - nextNumber: the value of the header `X-Next-Page`.
  init(_ body: Value, link: String?, nextNumber: String? = nil) {
    if link != nil {
      self = .more(sign: "a `Link` header with `rel=\"next\"`")
      return
    }
    if let nextNumber {
      self = nextNumber.isEmpty ? .end : .more(sign: "an `X-Next-Page` header")
      return
    }
    let signs = Self.signs(in: body, "", depth: 0)
    let said = signs.first { $0.more && $0.isFlag } ?? signs.first { !$0.more && $0.isFlag } ?? signs.first { $0.more }
    self = said.map { $0.more ? .more(sign: "`\($0.name)`") : .end } ?? (signs.isEmpty ? .silent : .end)
  }

  private typealias Sign = (name: String, more: Bool, isFlag: Bool)

  private static let deepest = 2

  private static func signs(in value: Value, _ path: String, depth: Int) -> [Sign] {
    (value.object ?? [:]).flatMap { key, member -> [Sign] in
      let name = path + key.string
      let words = Words.of(key.string)
      if PageWords.isFlag(words) { return member.bool.map { [(name, $0, true)] } ?? [] }
      if PageWords.isLast(words), let isLast = member.bool { return [(name, !isLast, true)] }
      if PageWords.isNext(words) || PageWords.isContinuation(words) { return [(name, holds(member), false)] }
      return depth < deepest ? signs(in: member, name + ".", depth: depth + 1) : []
    }
  }

  /// Whether it names a page.
  private static func holds(_ value: Value) -> Bool {
    switch value.kind {
    case .null, .false: false
    case .true: true
    case .number: value.double != 0
    case .string: !value.plainText.isEmpty
    case .array: !(value.array ?? []).isEmpty
    case .object: (value.object ?? [:]).contains { holds($0.value) }
    }
  }
}

/// The words of members that tell of pages.
enum PageWords {
  /// `has_more`, `hasNextPage`.
  static func isFlag(_ words: [String]) -> Bool {
    flags.contains(words.joined())
  }

  /// `last`, `isLast`: false where more follow.
  static func isLast(_ words: [String]) -> Bool {
    ["last", "islast", "lastpage", "islastpage"].contains(words.joined())
  }

  /// `continuationToken`, `LastEvaluatedKey`: there only where more follow.
  static func isContinuation(_ words: [String]) -> Bool {
    ["continuationtoken", "lastevaluatedkey", "endcursor"].contains(words.joined())
  }

  private static let flags: Set = [
    "hasmore", "hasnext", "hasnextpage", "hasmoreitems", "hasmoreresults", "hasmorepages", "more", "moreitems",
    "moreresults", "istruncated", "truncated",
  ]

  /// `next`, `next_page_url`, `@odata.nextLink`; but no `next_retry_at`.
  static func isNext(_ words: [String]) -> Bool {
    words.contains("next") && words.allSatisfy { $0 == "next" || aboutPages.contains($0) }
  }

  private static let aboutPages: Set = [
    "page", "pages", "url", "uri", "link", "links", "href", "token", "cursor", "marker", "offset", "key", "start",
    "starting", "after", "continuation", "records", "results", "set", "path", "position", "iterator", "bookmark",
    "index", "number", "odata", "id", "from", "items", "query", "request", "scroll", "skip", "stream",
  ]
}
