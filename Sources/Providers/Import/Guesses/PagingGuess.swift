import JSON

/// How the pages of a list follow each other, by the names of its parameters and of the members of its response.
struct PagingGuess {
  /// The members of `pagination` in a manifest.
  var members: [(name: String, value: ManifestText)]
  /// What it is guessed from.
  var reason: String
  /// Whether there are pages, and no style fits.
  var isUnknown = false

  /// Nil where nothing tells of pages.
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

  /// Of a parameter that may be missing.
  fileprivate init(
    _ style: String, _ parameter: ImportedParameter?, _ members: [(name: String, value: ManifestText)] = [],
    from source: String
  ) {
    self.init(
      style, (parameter.map { [("parameter", .string($0.name))] } ?? []) + members,
      from: (parameter.map { "`\($0.name)` and " } ?? "") + source)
  }
}

// What the response says of the next page.
extension PagingClues {
  /// A parameter accepts what a member of the same name holds: `page_token` and `next_page_token`.
  fileprivate var sameName: PagingGuess? {
    for next in nexts where !next.isURL {
      let words = Words.of(next.path.last ?? "")
      guard let parameter = parameter([words.joined(), words.filter { $0 != "next" }.joined()]) else { continue }
      if next.mayBeURL, Self.isNumber(parameter) { continue }
      return cursor(parameter, next)
    }
    return nil
  }

  /// A member of the response holds the URL of the next page.
  fileprivate var nextPage: PagingGuess? {
    guard let next = nexts.first(where: { $0.isURL || $0.mayBeURL }), !usesWindow else { return nil }
    return PagingGuess("next_page", anyPlace, [("next", .string(next.filter))], from: "`\(next.name)`")
  }

  /// A parameter accepts what a member of another name holds.
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

  /// A flag turns cursors on, and without it there is a window: `usemarker`.
  private var usesWindow: Bool {
    guard window != nil else { return false }
    return parameters.contains { $0.type == "boolean" && Words.of($0.name).joined().hasPrefix("use") }
  }

  /// `starting_after` names the last item seen, `has_more` says whether more follow.
  fileprivate var lastItem: PagingGuess? {
    let names = ["startingafter", "after", "startafter", "afterid", "sinceid", "lastid", "pageafter"]
    guard let parameter = parameter(names), let flag, !facts.itemID.isEmpty, !facts.payload.isEmpty else { return nil }
    let last = "\(facts.payload.filter)[-1]\(facts.itemID.filter)"
    return PagingGuess(
      "cursor",
      [("parameter", .string(parameter.name)), ("cursor", .string(last)), ("more", .string(flag.filter))],
      from: "`\(parameter.name)` and `\(flag.name)`")
  }

  /// A bare array continues after its last item, until it is empty.
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

  /// The header `Link` names the next page.
  fileprivate var link: PagingGuess? {
    guard facts.hasLink else { return nil }
    return PagingGuess("link", parameter(Self.cursors + Self.numbers + ["since", "before"]), from: "the header `Link`")
  }

  /// Something tells of pages, and nothing how they follow each other.
  fileprivate var unknown: PagingGuess? {
    // A date to begin with is a filter.
    let names = (Self.cursors + Self.numbers + Self.offsets + ["before"]).filter { !["from", "start"].contains($0) }
    let place = parameter(names)
    let isPlace = place.map { $0.type != "time" && $0.type != "boolean" && size != nil } ?? false
    let signs = [isPlace ? place?.name : nil, flag?.name, nexts.first?.name].compactMap(\.self)
    guard !signs.isEmpty else { return nil }
    var guess = PagingGuess("unknown", [], from: signs.map { "`\($0)`" }.joined(separator: " and "))
    guess.isUnknown = true
    return guess
  }
}

// Counting.
extension PagingClues {
  /// Items from an offset on, at most so many.
  fileprivate var window: PagingGuess? {
    guard let offset = parameter(Self.offsets), let limit = size, Self.isNumber(offset) else { return nil }
    var members: [(name: String, value: ManifestText)] = [
      ("offset", .string(offset.name)), ("limit", .string(limit.name)),
    ]
    // Without a known size nobody could tell the last page.
    if let size = limit.defaultValue?.int, size > 0 {
      members.append(("size", .value(Value(size))))
    } else {
      members.append(("send", .value(Value(limit.largestPage))))
    }
    if offset.first == 1 { members.append(("first", .value(1))) }
    return PagingGuess("window", members, from: "`\(offset.name)` and `\(limit.name)`")
  }

  /// Pages have numbers.
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
  /// The largest page that is sensible to ask for, as far as something limits it.
  fileprivate var largestPage: Int {
    let allowed = choices.compactMap { Int($0) }.filter { $0 > 0 }
    if !allowed.isEmpty { return allowed.filter { $0 <= 100 }.max() ?? allowed.min() ?? 1 }
    return max(1, min(maximum ?? saidMaximum ?? 50, 100))
  }

  /// `at most 25`, `max 100`, `maximum of 100`, `between 1 and 50`.
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

  /// The number that the first page or item has, as far as something says it.
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
  /// After a dot in a filter: a name as it is, anything else in quotes.
  var filterKey: String { isIdentifier ? self : Value(self).json() }
}
