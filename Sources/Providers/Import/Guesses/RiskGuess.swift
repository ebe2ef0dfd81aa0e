import Query

/// Guesses the risk class of an operation from its HTTP method and from words in its name, path and summary.
struct RiskGuess {
  var risk: Risk
  /// The word that determined the risk, if it was not the HTTP method.
  var word: String?
  /// Whether the word is from the summary.
  var isSummary = false

  init(_ operation: ImportedOperation) {
    switch operation.verb {
    case "GET": risk = .read
    case "DELETE": risk = .destructive
    default:
      risk = .write
      raise(Self.words(of: operation), isSummary: false)
      if word == nil {
        raise(Self.firstVerb(of: operation.summary).map { [($0, Self.risk(ofVerb: $0))] } ?? [], isSummary: true)
      }
    }
  }

  private typealias Found = (word: String, risk: Risk?)

  private mutating func raise(_ found: [Found], isSummary: Bool) {
    let worst = found.compactMap { one in one.risk.map { (one.word, $0) } }.max { $0.1 < $1.1 }
    guard let (word, risk) = worst, risk > self.risk else { return }
    (self.risk, self.word, self.isSummary) = (risk, word, isSummary)
  }

  // MARK: Words

  private static func words(of operation: ImportedOperation) -> [Found] {
    let name = Words.of(operation.name)
    let last = operation.path.last.map { Words.of(MethodNames.spoken([$0]).last?.fixedText ?? "") } ?? []
    let identifier = operation.identifier?.split { "./:#".contains($0) }.last.map(String.init) ?? ""
    var found = verbs(name) + verbs(Words.of(identifier))
    // A path that ends in a plural is about objects rather than an action.
    if let noun = last.last, Words.isPlural(noun) || noun != name.last {
      found += [(noun, operation.verb == "POST" ? risk(ofThing: noun) : nil)]
    }
    if !(last.last.map(Words.isPlural) ?? true) { found += verbs(last) }
    return found
  }

  /// The first and the last word of a name; for `create_refund`, the noun.
  private static func verbs(_ words: [String]) -> [Found] {
    let words = words.filter { !adverbs.contains($0) }
    guard let first = words.first, let last = words.last else { return [] }
    // A noun followed by an action: `email_alias_create`.
    if words.count > 1, plain.contains(last) { return [] }
    if plain.contains(first) {
      return words.count > 1 && ["create", "post", "new"].contains(first) ? [(last, risk(ofThing: last))] : []
    }
    return [(first, risk(ofVerb: first)), (last, risk(ofVerb: last))]
  }

  /// The verb at the beginning of a summary: `sends` in `This endpoint sends …`.
  private static func firstVerb(of summary: String) -> String? {
    Words.of(Prose.sentence(summary)).first { !adverbs.contains($0) && !openings.contains($0) }
  }

  private static func risk(ofVerb word: String) -> Risk? {
    if outward.contains(where: { NameWords.isForm(word, of: $0) }) { return .outward }
    return destroying.contains { NameWords.isForm(word, of: $0) } ? .destructive : nil
  }

  private static func risk(ofThing word: String) -> Risk? {
    let one = Words.singular(word)
    if [
      "message", "sms", "email", "mail", "call", "fax", "notification", "invitation", "invite", "reminder",
      "verification", "broadcast", "announcement",
    ].contains(one) {
      return .outward
    }
    let ends = [
      "refund", "transfer", "payout", "payment", "capture", "charge", "reversal", "cancellation", "cancel", "deletion",
    ]
    return ends.contains(one) ? .destructive : nil
  }

  private static let outward = [
    "send", "resend", "invite", "notify", "email", "mail", "sms", "remind", "publish", "share", "broadcast", "announce",
    "reply", "forward", "deliver",
  ]
  private static let destroying = [
    "delete", "remove", "destroy", "purge", "erase", "wipe", "clear", "cancel", "revoke", "terminate", "decline",
    "void",
    "reset", "suspend", "deactivate", "disable", "reject", "expire", "ban", "block", "prune", "close", "detach", "stop",
    "dismiss", "withdraw", "lock", "archive", "merge", "transfer", "refund", "capture", "pay", "kick", "uninstall",
    "unsubscribe", "disconnect", "abort", "kill", "evict", "truncate", "discard", "forfeit", "redact", "anonymize",
    "deprovision", "unenroll", "retire", "finalize", "reverse", "charge", "shutdown",
  ]
  /// Verbs that add nothing to the HTTP method.
  private static let plain: Set = [
    "create", "update", "add", "set", "list", "get", "replace", "patch", "put", "post", "new", "edit", "modify", "save",
    "upsert", "insert", "search", "query", "find", "check", "validate", "preview",
  ]
  private static let adverbs: Set = [
    "bulk", "batch", "mass", "force", "permanently", "soft", "hard", "multi", "multiple", "immediately", "manually",
    "programmatically",
  ]
  /// Words that precede the verb of a summary.
  private static let openings: Set = [
    "this", "endpoint", "method", "operation", "api", "action", "request", "use", "used", "to", "will", "can", "allows",
    "allow", "you", "lets", "let", "the", "a", "an", "for", "that", "which", "is", "it", "deprecated", "beta", "and",
  ]
}
