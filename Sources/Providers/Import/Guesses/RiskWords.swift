import Query

/// The words that indicate the risk class of an imported operation.
enum RiskWords {
  /// A risk class and its words.
  private struct Row {
    var risk: Risk
    /// Words that are only verbs.
    var verbs: String
    /// Words that can also be nouns; they count as verbs at the beginning or end of a name.
    var either: String
    /// Nouns whose creation has this risk: `POST /messages` sends a message.
    var things: String
  }

  private static let table = [
    Row(
      risk: .outward,
      verbs: "send resend reinvite notify remind publish announce deliver",
      either: "invite email mail sms share reply forward message fax broadcast dispatch",
      things: """
        message sms email mail call fax notification invitation invite reminder verification broadcast announcement
        """),
    Row(
      risk: .destructive,
      verbs: """
        delete remove destroy purge erase wipe clear cancel revoke terminate decline suspend deactivate inactivate disable
        reject expire prune detach dismiss withdraw kick uninstall unsubscribe disconnect abort kill evict truncate discard
        forfeit redact anonymize anonymise deprovision unenroll unenrol finalize expel rotate regenerate eject expunge
        invalidate overwrite unpublish unregister deregister undeploy unassign unlink unshare disassociate deauthorize
        decommission exclude logout disburse
        deny conclude
        """,
      either: """
        void reset ban block close stop lock archive merge transfer refund capture pay payout charge reverse retire end
        drop drain flush empty trash leave purchase buy debit liquidate signout shutdown revert rollback freeze
        """,
      things: """
        refund transfer payout payment capture charge reversal cancellation cancel deletion removal eviction revocation
        suspension termination expulsion withdrawal disbursement debit ban purge merge
        """),
  ]

  /// The class of a verb in any form; nil if it indicates nothing beyond the HTTP method.
  static func risk(ofVerb word: String) -> Risk? { risk(of: word, only + either) }

  /// The class of a word that is only a verb, in its base form: `revoke`, but not `revoked`.
  static func risk(ofBareVerb word: String) -> Risk? { only.first { $0.word == word }?.risk }

  /// The class of a word that is only a verb, in a sentence: `revoke` or `revokes`.
  static func risk(ofSpokenVerb word: String) -> Risk? {
    only.first { $0.word == word || $0.word + "s" == word || $0.word + "es" == word }?.risk
  }

  /// The class of a parameter's value. Words that can be nouns count only if destructive: `email` may be a channel.
  static func risk(ofChoice word: String) -> Risk? {
    risk(of: word, only) ?? risk(of: word, either.filter { $0.risk == .destructive })
  }

  static func risk(ofThing word: String) -> Risk? {
    let one = Words.singular(word)
    return things.first { $0.word == one }?.risk
  }

  private typealias Known = (word: String, risk: Risk)

  private static let only = known(\.verbs)
  private static let either = known(\.either)
  private static let things = known(\.things)

  private static func known(_ words: KeyPath<Row, String>) -> [Known] {
    table.flatMap { row in row[keyPath: words].split(whereSeparator: \.isWhitespace).map { (String($0), row.risk) } }
  }

  private static func risk(of word: String, _ known: [Known]) -> Risk? {
    known.filter { NameWords.isForm(word, of: $0.word) }.map(\.risk).max()
  }

  // MARK: Words without a class

  /// Verbs that indicate nothing beyond the HTTP method.
  static let plain: Set = [
    "create", "update", "add", "set", "list", "get", "replace", "patch", "put", "post", "new", "edit", "modify", "save",
    "upsert", "insert", "search", "query", "find", "check", "validate", "preview",
  ]
  /// Verbs that create something.
  static let making: Set = ["create", "post", "new"]
  /// HTTP methods in names such as `PostAccountsAccountReject`.
  static let methods: Set = ["post", "put", "patch"]
  /// Verbs that only read.
  static let reading: Set = [
    "get", "list", "read", "retrieve", "retrieves", "return", "returns", "fetch", "fetches", "show", "shows", "view",
    "views", "find", "finds", "search", "searches", "query", "describe", "describes", "gets", "lists", "reads", "check",
    "checks", "download", "downloads", "export", "lookup", "count", "preview", "obtain", "display", "displays",
  ]
  /// Verbs that change something.
  static let writing = [
    "create", "update", "add", "set", "replace", "patch", "put", "new", "edit", "modify", "save", "upsert", "insert",
  ]
  /// Verbs that search.
  static let searching: Set = ["search", "query", "find", "filter", "lookup", "list"]
  static let adverbs: Set = [
    "bulk", "batch", "mass", "force", "permanently", "soft", "hard", "multi", "multiple", "immediately", "manually",
    "programmatically", "instantly", "temporarily", "asynchronously", "automatically",
  ]
  /// Words before the verb of a summary.
  static let openings: Set = [
    "this", "endpoint", "method", "operation", "api", "action", "request", "use", "used", "to", "will", "can", "allows",
    "allow", "you", "lets", "let", "the", "a", "an", "for", "that", "which", "is", "it", "deprecated", "beta", "and",
  ]
}
