import Diagnostics
import JSON

/// How the pages of a list seem to follow each other, by the names of its parameters and of the members of its answer.
struct PagingGuess {
  /// The members of `pagination` in a manifest.
  var members: [(name: String, value: ManifestText)]
  /// What it is guessed from.
  var reason: String

  /// Nil where no style fits.
  init?(_ operation: ImportedOperation, _ facts: AnswerFacts) {
    let clues = Clues(operation, facts)
    guard let guess = clues.lastItem ?? clues.cursor ?? clues.nextPage ?? clues.window ?? clues.number else {
      return nil
    }
    self = guess
  }

  fileprivate init(_ style: String, _ members: [(name: String, value: ManifestText)], from reason: String) {
    self.members = [("style", .string(style))] + members
    self.reason = reason
  }
}

/// The parameters and members whose names tell of pages.
private struct Clues {
  private let parameters: [ImportedParameter]
  private let facts: AnswerFacts
  private let itemHasID: Bool

  init(_ operation: ImportedOperation, _ facts: AnswerFacts) {
    parameters = operation.parameters.filter { $0.place == .query }
    self.facts = facts
    itemHasID = facts.itemHasID
  }

  /// `starting_after` names the last item seen, `has_more` says whether more follow.
  var lastItem: PagingGuess? {
    guard let parameter = parameter(["startingafter"]), let more = member(["hasmore"]), itemHasID,
      let payload = facts.payload
    else { return nil }
    return PagingGuess(
      "cursor",
      [
        ("parameter", .string(parameter.name)), ("cursor", .string(".\(payload.filterKey)[-1].id")),
        ("more", .string(more.filter)),
      ], from: "`\(parameter.name)` and `\(more.path)`")
  }

  /// A parameter takes what a member of the answer holds.
  var cursor: PagingGuess? {
    let names = ["cursor", "pagetoken", "nextpagetoken", "nexttoken", "continue", "marker", "after", "pagecursor"]
    let places = [
      "nextcursor", "nextpagetoken", "nexttoken", "nextmarker", "continue", "endcursor", "cursor", "marker",
    ]
    guard let parameter = parameter(names), let place = member(places) else { return nil }
    return PagingGuess(
      "cursor",
      [
        ("parameter", .string(parameter.name)), ("cursor", .string(place.filter)),
        ("more", .string("(\(place.filter) // \"\") != \"\"")),
      ],
      from: parameter.name == place.path ? "`\(place.path)` of both sides" : "`\(parameter.name)` and `\(place.path)`")
  }

  /// A member of the answer holds the URL of the next page.
  var nextPage: PagingGuess? {
    let names = ["page", "cursor", "after", "offset", "pagetoken"]
    guard let parameter = parameter(names), let next = member(["next", "nextpage", "nexturl", "nextlink"]),
      next.schema.kind == .string
    else { return nil }
    return PagingGuess(
      "next_page", [("parameter", .string(parameter.name)), ("next", .string(next.filter))],
      from: "`\(parameter.name)` and `\(next.path)`")
  }

  /// Items from an offset on, at most so many.
  var window: PagingGuess? {
    guard let offset = parameter(["offset", "skip", "startat", "startindex", "start", "pagestart"]),
      let limit = parameter(Self.sizes), offset.type != "id"
    else { return nil }
    var members: [(name: String, value: ManifestText)] = [
      ("offset", .string(offset.name)), ("limit", .string(limit.name)),
    ]
    // Without a known size nobody could tell the last page.
    if let size = limit.defaultValue?.int, size > 0 {
      members.append(("size", .value(Value(size))))
    } else {
      members.append(("send", .value(Value(max(1, min(limit.maximum ?? 50, 100))))))
    }
    return PagingGuess("window", members, from: "`\(offset.name)` and `\(limit.name)`")
  }

  /// Pages have numbers.
  var number: PagingGuess? {
    guard let page = parameter(["page", "pagenumber", "pageno", "pageindex"]), page.type != "object" else { return nil }
    let first = page.defaultValue?.int == 0 ? 0 : 1
    var members: [(name: String, value: ManifestText)] = [("page", .string(page.name))]
    if first == 0 { members.append(("first", .value(0))) }
    let limit = parameter(Self.sizes)
    if let limit {
      members.append(("limit", .string(limit.name)))
      if let size = limit.defaultValue?.int, size > 0 { members.append(("size", .value(Value(size)))) }
    }
    return PagingGuess("page", members, from: "`\(page.name)`" + (limit.map { " and `\($0.name)`" } ?? ""))
  }

  private static let sizes = [
    "limit", "perpage", "pagesize", "maxresults", "count", "take", "top", "size", "first", "pagelength",
  ]

  private func parameter(_ names: [String]) -> ImportedParameter? {
    for name in names {
      if let parameter = parameters.first(where: { Words.of($0.name).joined() == name }) { return parameter }
    }
    return nil
  }

  private func member(_ names: [String]) -> (path: String, schema: Schema, filter: String)? {
    for name in names {
      let found = facts.members.first { member in
        let last = member.path.split(separator: ".").last.map(String.init) ?? ""
        return Words.of(last).joined() == name && member.schema.kind != .object && member.schema.kind != .array
      }
      if let found {
        let keys = found.path.split(separator: ".").map { "." + String($0).filterKey }
        return (found.path, found.schema, keys.joined())
      }
    }
    return nil
  }
}

extension String {
  /// Behind a dot in a filter: a name as it is, anything else in quotes.
  var filterKey: String { isIdentifier ? self : Value(self).json() }
}
