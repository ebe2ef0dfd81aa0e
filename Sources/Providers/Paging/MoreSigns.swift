import JSON

/// Whether a response indicates with a common field or header that more pages follow, regardless of the manifest.
enum MoreSigns {
  case more(sign: String)
  case end
  /// The response is inconclusive.
  case silent

  /// Examines a response and the objects directly in it.
  ///
  /// - Parameters:
  ///   - link: the URL of the next page in the `Link` header.
  ///   - nextNumber: the value of the `X-Next-Page` header.
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

  /// Whether the value refers to a page.
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

/// The names of members that indicate pagination.
enum PageWords {
  /// `has_more`, `hasNextPage`.
  static func isFlag(_ words: [String]) -> Bool {
    flags.contains(words.joined())
  }

  /// `last`, `isLast`: false if more pages follow.
  static func isLast(_ words: [String]) -> Bool {
    ["last", "islast", "lastpage", "islastpage"].contains(words.joined())
  }

  /// `continuationToken`, `LastEvaluatedKey`: present only if more pages follow.
  static func isContinuation(_ words: [String]) -> Bool {
    ["continuationtoken", "lastevaluatedkey", "endcursor"].contains(words.joined())
  }

  private static let flags: Set = [
    "hasmore", "hasnext", "hasnextpage", "hasmoreitems", "hasmoreresults", "hasmorepages", "more", "moreitems",
    "moreresults", "istruncated", "truncated",
  ]

  /// `next`, `next_page_url`, `@odata.nextLink`, but not `next_retry_at`.
  static func isNext(_ words: [String]) -> Bool {
    words.contains("next") && words.allSatisfy { $0 == "next" || aboutPages.contains($0) }
  }

  private static let aboutPages: Set = [
    "page", "pages", "url", "uri", "link", "links", "href", "token", "cursor", "marker", "offset", "key", "start",
    "starting", "after", "continuation", "records", "results", "set", "path", "position", "iterator", "bookmark",
    "index", "number", "odata", "id", "from", "items", "query", "request", "scroll", "skip", "stream",
  ]
}
