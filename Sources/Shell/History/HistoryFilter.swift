import Providers
import Query

/// Keeps secrets out of the history and out of recordings: what is kept runs again, or is no program at all.
struct HistoryFilter: Sendable {
  /// Hides by value what the session knows as secret.
  let redact: @Sendable (String) -> String
  /// Whether a provider's credential may be seen.
  let isOpen: @Sendable (_ provider: String, _ name: String) -> Bool

  /// For texts without a session: what names show.
  static let ofNames = HistoryFilter(redact: { $0 }, isOpen: { _, _ in false })

  /// The line as it may be stored: logins without their secrets, so that they ask; a mark for every other secret.
  func kept(_ line: String) -> String { redact(secrets(in: line).repeatable) }

  /// The line as it may be shown.
  func masked(_ line: String) -> String { redact(secrets(in: line).masked) }

  func secrets(in line: String) -> WrittenSecrets {
    WrittenSecrets(in: line, isOpen: isOpen, isKnown: { redact($0) != $0 })
  }
}
