import JSON

/// A guess at the pagination style of a list, based on the names of parameters and response members.
struct PagingGuess {
  /// The members of `pagination` in the manifest.
  var members: [(name: String, value: ManifestText)]
  /// The names that the guess is based on.
  var reason: String
  /// Whether there are pages, but no known style matches.
  var isUnknown = false

  /// Nil if nothing suggests pagination.
  init?(_ operation: ImportedOperation, _ facts: AnswerFacts) {
    let clues = PagingClues(operation, facts)
    let guess =
      clues.sameName ?? clues.nextPage ?? clues.cursor ?? clues.lastItem ?? clues.window ?? clues.number ?? clues
      .lastOfArray
      ?? clues.link ?? clues.unknown
    guard let guess else { return nil }
    self = guess
  }

  fileprivate init(_ style: String, _ members: [(name: String, value: ManifestText)], from reason: String) {
    self.members = [("style", .string(style))] + members
    self.reason = reason
  }

  /// Creates a guess with an optional parameter.
  fileprivate init(
    _ style: String, _ parameter: ImportedParameter?, _ members: [(name: String, value: ManifestText)] = [],
    from source: String
  ) {
    self.init(
      style, (parameter.map { [("parameter", .string($0.name))] } ?? []) + members,
      from: (parameter.map { "`\($0.name)` and " } ?? "") + source)
  }
}

// MARK: Styles that follow the response
extension PagingClues {
  /// A parameter and a response member with the same name, such as `page_token` and `next_page_token`.
  fileprivate var sameName: PagingGuess? {
    for next in nexts where !next.isURL {
      let words = Words.of(next.path.last ?? "")
      guard let parameter = parameter([words.joined(), words.filter { $0 != "next" }.joined()]) else { continue }
      if next.mayBeURL, Self.isNumber(parameter) { continue }
      return cursor(parameter, next)
    }
    return nil
  }

  /// A response member with the URL of the next page.
  fileprivate var nextPage: PagingGuess? {
    guard let next = nexts.first(where: { $0.isURL || $0.mayBeURL }), !usesWindow else { return nil }
    return PagingGuess("next_page", anyPlace, [("next", .string(next.filter))], from: "`\(next.name)`")
  }

  /// A parameter whose value comes from a response member with another name.
  fileprivate var cursor: PagingGuess? {
    guard let parameter = place, let next = nexts.first(where: { !$0.isURL }) ?? end else { return nil }
    return cursor(parameter, next)
  }

  private func cursor(_ parameter: ImportedParameter, _ place: AnswerFacts.Member) -> PagingGuess? {
    guard !usesWindow else { return nil }
    let isThere = "(\(place.filter) // \"\") != \"\""
    let more = flag.map { "if \($0.filter) == null then \(isThere) else \($0.filter) end" } ?? isThere
    let members: [(name: String, value: ManifestText)] = [
      ("parameter", .string(parameter.name)), ("cursor", .string(place.filter)), ("more", .string(more)),
    ]
    let reason =
      parameter.name == place.name ? "`\(place.name)` of both sides" : "`\(parameter.name)` and `\(place.name)`"
    return PagingGuess("cursor", members, from: reason)
  }

  /// Whether a flag such as `usemarker` enables cursors, while offsets are the default.
  private var usesWindow: Bool {
    guard window != nil else { return false }
    return parameters.contains { $0.type == "boolean" && Words.of($0.name).joined().hasPrefix("use") }
  }

  /// `starting_after` contains the last item seen, and `has_more` indicates whether more follow.
  fileprivate var lastItem: PagingGuess? {
    let names = ["startingafter", "after", "startafter", "afterid", "sinceid", "lastid", "pageafter"]
    guard let parameter = parameter(names), let flag, !facts.itemID.isEmpty, !facts.payload.isEmpty else { return nil }
    let last = "\(facts.payload.filter)[-1]\(facts.itemID.filter)"
    return PagingGuess(
      "cursor",
      [("parameter", .string(parameter.name)), ("cursor", .string(last)), ("more", .string(flag.filter))],
      from: "`\(parameter.name)` and `\(flag.name)`")
  }

  /// A bare array continues after its last item until it is empty.
  fileprivate var lastOfArray: PagingGuess? {
    guard facts.isList, facts.payload.isEmpty, !facts.itemID.isEmpty, size != nil,
      parameter(["before", "around"]) == nil,
      let parameter = parameter(["after", "startingafter", "startafter", "afterid", "sinceid"]),
      parameter.type != "time"
    else { return nil }
    return PagingGuess(
      "cursor",
      [
        ("parameter", .string(parameter.name)), ("cursor", .string(".[-1]\(facts.itemID.filter)")),
        ("more", .string("length > 0")),
      ], from: "`\(parameter.name)` and the ids of the items")
  }

  /// The `Link` header contains the URL of the next page.
  fileprivate var link: PagingGuess? {
    guard facts.pageHeaders.contains("link") else { return nil }
    return PagingGuess("link", parameter(Self.cursors + Self.numbers + ["since", "before"]), from: "the header `Link`")
  }

  /// There are signs of pagination, but the style is unknown.
  fileprivate var unknown: PagingGuess? {
    // A start date is a filter.
    let names = (Self.cursors + Self.numbers + Self.offsets + ["before"]).filter { !["from", "start"].contains($0) }
    let place = parameter(names)
    let isPlace = place.map { $0.type == "object" || $0.type != "time" && $0.type != "boolean" && size != nil } ?? false
    // A size without a position: there may be more items than fit on a page.
    let sign = isPlace ? place : parameter(Self.certainSizes)
    let signs = [sign?.name, flag?.name, nexts.first?.name].compactMap(\.self).map { "`\($0)`" }
    let all = signs + facts.pageHeaders.prefix(1).map { "the header `\($0)`" }
    guard !all.isEmpty else { return nil }
    var guess = PagingGuess("unknown", [], from: all.joined(separator: " and "))
    guess.isUnknown = true
    return guess
  }
}

// MARK: Styles that count
extension PagingClues {
  /// An offset and a limit.
  fileprivate var window: PagingGuess? {
    guard let offset = parameter(Self.offsets), let limit = size, Self.isNumber(offset) else { return nil }
    var members: [(name: String, value: ManifestText)] = [
      ("offset", .string(offset.name)), ("limit", .string(limit.name)),
    ]
    // Without a known size the last page could not be detected.
    if let size = limit.defaultValue?.int, size > 0 {
      members.append(("size", .value(Value(size))))
    } else {
      members.append(("send", .value(Value(limit.largestPage))))
    }
    if offset.first == 1 { members.append(("first", .value(1))) }
    return PagingGuess("window", members, from: "`\(offset.name)` and `\(limit.name)`")
  }

  /// Numbered pages.
  fileprivate var number: PagingGuess? {
    guard let page = parameter(Self.numbers), Self.isNumber(page) else { return nil }
    var members: [(name: String, value: ManifestText)] = [("page", .string(page.name))]
    if page.first == 0 { members.append(("first", .value(0))) }
    let limit = size
    if let limit {
      members.append(("limit", .string(limit.name)))
      if let size = limit.defaultValue?.int, size > 0 { members.append(("size", .value(Value(size)))) }
    }
    return PagingGuess("page", members, from: "`\(page.name)`" + (limit.map { " and `\($0.name)`" } ?? ""))
  }
}

extension ImportedParameter {
  /// The largest sensible page size within the documented limits.
  fileprivate var largestPage: Int {
    let allowed = choices.compactMap { Int($0) }.filter { $0 > 0 }
    if !allowed.isEmpty { return allowed.filter { $0 <= 100 }.max() ?? allowed.min() ?? 1 }
    return max(1, min(maximum ?? saidMaximum ?? 50, 100))
  }

  /// A maximum mentioned in the text: `at most 25`, `max 100`, `maximum of 100`, `between 1 and 50`.
  private var saidMaximum: Int? {
    let words = Words.of(summary)
    return words.indices.lazy.compactMap { index -> Int? in
      let rest = words[index...]
      if rest.starts(with: ["between"]) { return rest.dropFirst(3).first.flatMap { Int($0) } }
      guard
        rest.starts(with: ["at", "most"]) || rest.starts(with: ["up", "to"]) || rest.first?.hasPrefix("max") == true
      else { return nil }
      return rest.dropFirst().prefix(3).lazy.compactMap { Int($0) }.first
    }.first { $0 > 0 }
  }

  /// The number of the first page or item, if documented.
  fileprivate var first: Int? {
    if let number = defaultValue?.int { return number }
    let said = summary.lowercased()
    let beginnings = ["#-based", "#-indexed", "starts at #", "starting at #", "starts from #", "starting from #"]
    let named = ["zero-based": 0, "zero-indexed": 0, "one-based": 1, "one-indexed": 1].first { said.contains($0.key) }
    return named?.value
      ?? [0, 1].first { number in beginnings.contains { said.contains($0.replacing("#", with: "\(number)")) } }
      ?? (example?.int == 0 ? 0 : minimum)
  }
}

extension String {
  /// The name as a key after a dot in a filter: unquoted if it is an identifier.
  var filterKey: String { isIdentifier ? self : Value(self).json() }
}
