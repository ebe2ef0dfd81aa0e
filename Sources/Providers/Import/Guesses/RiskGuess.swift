import Query

/// How risky an operation is: by its HTTP method, and by words of its name that tell more.
struct RiskGuess {
  var risk: Risk
  /// The word that tells more than the HTTP method.
  var word: String?

  init(_ operation: ImportedOperation) {
    let usual: Risk =
      switch operation.verb {
      case "GET": .read
      case "DELETE": .destructive
      default: .write
      }
    let last = operation.path.last?.fixedText.map(Words.of) ?? []
    let words = Words.of(operation.name) + last
    let found = words.compactMap { word in Self.risk(of: word).map { (word, $0) } }.max { $0.1 < $1.1 }
    // A list of invitations reaches nobody.
    let isNoun = operation.verb == "GET" || usual == .destructive
    if let (word, risk) = found, risk > usual, !isNoun {
      (self.risk, self.word) = (risk, word)
    } else {
      self.risk = usual
    }
  }

  private static func risk(of word: String) -> Risk? {
    if ["send", "resend", "invite", "notify", "email", "mail", "sms", "remind", "publish", "share"].contains(word) {
      return .outward
    }
    let destroying = [
      "delete", "remove", "destroy", "purge", "erase", "wipe", "clear", "cancel", "revoke", "terminate", "decline",
      "void", "reset",
    ]
    return destroying.contains(word) ? .destructive : nil
  }
}
