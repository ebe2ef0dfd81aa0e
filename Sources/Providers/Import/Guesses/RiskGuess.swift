import Query

/// Guesses the risk class of an operation from its HTTP method and from words in its name, path and summary. The
/// highest class that any of them suggests is used.
struct RiskGuess {
  var risk: Risk
  /// The word that determined the risk, if it was not the HTTP method.
  var word: String?
  /// Whether the word is from the summary.
  var isSummary = false

  private typealias Found = (word: String, risk: Risk?)

  init(_ operation: ImportedOperation) {
    risk = Self.least(operation)
    switch operation.verb {
    case "DELETE": break
    case "GET":
      guard !Self.reads(operation) else { return }
      raise(Self.acts(of: operation), isSummary: false)
      raise(
        Self.firstVerb(of: operation.summary).map { [($0, RiskWords.risk(ofSpokenVerb: $0))] } ?? [], isSummary: true)
    default:
      raise(Self.words(of: operation), isSummary: false)
      raise(Self.verbs(ofSummary: operation.summary), isSummary: true)
    }
  }

  /// The class according to the HTTP method alone; a search by POST is a read.
  private static func least(_ operation: ImportedOperation) -> Risk {
    switch operation.verb {
    case "GET": .read
    case "DELETE": .destructive
    default: operation.isSearch ? .read : .write
    }
  }

  private mutating func raise(_ found: [Found], isSummary: Bool) {
    let worst = found.compactMap { one in one.risk.map { (one.word, $0) } }.max { $0.1 < $1.1 }
    guard let (word, risk) = worst, risk > self.risk else { return }
    (self.risk, self.word, self.isSummary) = (risk, word, isSummary)
  }

  /// Whether the words of a POST that returns a list suggest that it only reads: `POST /orders/search`.
  static func isSearch(_ operation: ImportedOperation) -> Bool {
    guard operation.verb == "POST" else { return false }
    let names = [words(of: operation.path.last), words(ofIdentifier: operation)].map { words in
      words.filter { !RiskWords.adverbs.contains($0) }
    }
    let ends = names.flatMap { [$0.first, $0.last].compactMap(\.self) }
    guard ends.contains(where: RiskWords.searching.contains) else { return false }
    let verbs = names.joined() + [firstVerb(of: operation.summary)].compactMap(\.self)
    guard !verbs.contains(where: { verb in RiskWords.writing.contains { NameWords.isForm(verb, of: $0) } }) else {
      return false
    }
    let found = words(of: operation) + self.verbs(ofSummary: operation.summary)
    return found.allSatisfy { $0.risk == nil }
  }

  // MARK: Reads

  /// Whether the name or the summary of a GET suggests that it only reads.
  private static func reads(_ operation: ImportedOperation) -> Bool {
    let words = [words(ofIdentifier: operation).first, firstVerb(of: operation.summary)]
    return words.contains { $0.map(RiskWords.reading.contains) ?? false }
  }

  /// The verbs of a GET that may have an effect: `GET /auth.revoke`, `GET /users/{id}/terminate`.
  private static func acts(of operation: ImportedOperation) -> [Found] {
    let last = words(of: operation.path.last(where: \.isFixed))
    let first = words(ofIdentifier: operation).first
    return ((last.count == 1 ? last : []) + [first].compactMap(\.self)).map { ($0, RiskWords.risk(ofBareVerb: $0)) }
  }

  // MARK: Names

  private static func words(of operation: ImportedOperation) -> [Found] {
    let name = Words.of(operation.name)
    let last = words(of: operation.path.last)
    let isCollection = operation.verb == "POST" && operation.path.last?.isFixed == true
    var found = verbs(name, isCollection) + verbs(words(ofIdentifier: operation), isCollection)
    // A plural at the end of a path is a noun.
    let isAct = last.dropLast().contains { RiskWords.plain.contains($0) }
    if let noun = last.last, !isAct, Words.isPlural(noun) || noun != name.last {
      found += [(noun, isCollection ? RiskWords.risk(ofThing: noun) : nil)]
    }
    if !(last.last.map(Words.isPlural) ?? true) { found += verbs(last, isCollection) }
    // `/revoke/{id}`, `/users/delete/batch`
    for segment in operation.path where segment.isFixed {
      let words = words(of: segment)
      if words.count == 1 { found.append((words[0], RiskWords.risk(ofBareVerb: words[0]))) }
    }
    return found
  }

  /// The words of a path segment, without a format extension and anything before a dot: `revoke` for `auth.revoke`.
  private static func words(of segment: PathSegment?) -> [String] {
    let text = segment.flatMap { MethodNames.spoken([$0]).last?.fixedText } ?? ""
    return Words.of(String(text.split(separator: ".").last ?? ""))
  }

  private static func words(ofIdentifier operation: ImportedOperation) -> [String] {
    Words.of(operation.identifier?.split { "./:#".contains($0) }.last.map(String.init) ?? "")
  }

  /// The verbs of each part of a name with `and` or `or`, such as `create_and_send`.
  private static func verbs(_ words: [String], _ isCollection: Bool) -> [Found] {
    words.split { ["and", "or", "then"].contains($0) }.flatMap { verbs(inPhrase: Array($0), isCollection) }
  }

  /// The first and last words of a name; for `create_refund` the noun; for `core_user_delete_users` the verb inside.
  private static func verbs(inPhrase words: [String], _ isCollection: Bool) -> [Found] {
    let words = words.filter { !RiskWords.adverbs.contains($0) }
    guard let first = words.first, let last = words.last else { return [] }
    // A noun followed by its verb: `email_alias_create`.
    if words.count > 1, RiskWords.plain.contains(last) {
      let thing = words[words.count - 2]
      let isMade = RiskWords.making.contains(last) && isCollection
      return [(first, RiskWords.risk(ofBareVerb: first)), (thing, isMade ? RiskWords.risk(ofThing: thing) : nil)]
    }
    let inner = words.dropFirst().dropLast()
    if RiskWords.plain.contains(first) {
      guard words.count > 1 else { return [] }
      let isMade = RiskWords.making.contains(first) && isCollection
      let bare = RiskWords.methods.contains(first) ? inner + [last] : []
      return [(last, isMade ? RiskWords.risk(ofThing: last) : nil)] + bare.map { ($0, RiskWords.risk(ofBareVerb: $0)) }
    }
    // `core_message_get_messages`
    let plain = inner.firstIndex(where: RiskWords.plain.contains) ?? inner.endIndex
    let rest = plain < inner.endIndex ? verbs(inPhrase: Array(words[plain...]), isCollection) : []
    return [(first, RiskWords.risk(ofVerb: first))] + inner[..<plain].map { ($0, RiskWords.risk(ofBareVerb: $0)) }
      + (plain < inner.endIndex ? rest : [(last, RiskWords.risk(ofVerb: last))])
  }

  // MARK: Summaries

  /// The first verb of a summary: `sends` for `This endpoint sends …`.
  private static func firstVerb(of summary: String) -> String? {
    Words.of(Prose.sentence(summary)).first { !RiskWords.adverbs.contains($0) && !RiskWords.openings.contains($0) }
  }

  /// The first verb of a summary, and those after `and`, `or` and commas: `Creates a user and sends an invitation`.
  private static func verbs(ofSummary summary: String) -> [Found] {
    let sentence = Prose.sentence(summary)
    let words = Words.of(sentence).filter { !RiskWords.adverbs.contains($0) }
    let listed = sentence.split { ",;/".contains($0) }.dropFirst().compactMap { Words.of(String($0)).first }
    let joined = listed + zip(words, words.dropFirst()).filter { ["and", "or", "then"].contains($0.0) }.map(\.1)
    return (firstVerb(of: summary).map { [($0, RiskWords.risk(ofVerb: $0))] } ?? [])
      + joined.map { ($0, RiskWords.risk(ofSpokenVerb: $0)) }
  }
}
