import Providers
import Query

/// Removes secrets from the history and from recordings. What remains is runnable or not a program at all.
struct HistoryFilter: Sendable {
  /// Redacts secrets known to the session.
  let redact: @Sendable (String) -> String
  /// Whether a provider's credential may be shown.
  let isOpen: @Sendable (_ provider: String, _ name: String) -> Bool

  /// A filter without a session, which recognises secrets by name only.
  static let ofNames = HistoryFilter(redact: { $0 }, isOpen: { _, _ in false })

  /// The line for storage: logins without their secrets, so that they ask for them, and a mark for every other secret.
  func kept(_ line: String) -> String { redact(secrets(in: line).repeatable) }

  /// The line for display.
  func masked(_ line: String) -> String { redact(secrets(in: line).masked) }

  func secrets(in line: String) -> WrittenSecrets {
    WrittenSecrets(in: line, isOpen: isOpen, isKnown: { redact($0) != $0 })
  }
}
