import HTTP
import JSON
import Rendering
import Synchronization

/// The replacements for secrets on a terminal: credentials, secrets in responses, `secret` parameters. Thread-safe.
final class SecretTexts: Sendable {
  private let parts: Mask
  private let credentials: Redactor
  private let parameters = Mutex<Set<Text>>([])

  /// - Parameters:
  ///   - parts: the secrets in responses, matched as entire texts.
  ///   - credentials: all secrets known to the session.
  init(parts: @escaping Mask, credentials: Redactor) {
    self.parts = parts
    self.credentials = credentials
  }

  /// Hides the value of a `secret` parameter; a short one only where it is an entire text.
  func insert(_ secret: String) {
    guard !secret.isEmpty else { return }
    parameters.withLock { _ = $0.insert(Text(secret)) }
  }

  /// The replacement for a text; nil if it contains no secrets.
  func masked(_ text: Text) -> Text? {
    if let shown = parts(text, nil) { return shown }
    if parameters.withLock({ $0.contains(text) }) { return Text(Redactor.mark) }
    return credentials.redacted(text)
  }

  /// Redacts the credentials in a text, but not the secrets of responses.
  func credentials(hiddenIn text: String) -> String { credentials.redact(text) }

  func credentials(hiddenIn bytes: [UInt8]) -> [UInt8] { credentials.redact(bytes) }

  /// Redacts secrets in member names and numbers; strings are handled by `masked`.
  func hidingNames(in value: Value) -> Value { replaced(value, depth: 0) ?? value }

  /// The maximum depth to examine; deeper levels are not readable anyway.
  private static let depth = 200

  private func replaced(_ value: Value, depth: Int) -> Value? {
    switch value.kind {
    case .null, .true, .false, .string: return nil
    case .number: return masked(Text(value.json())).map { Value($0) }
    case .array:
      guard depth < Self.depth, let elements = value.array else { return nil }
      let shown = elements.map { replaced($0, depth: depth + 1) }
      guard shown.contains(where: { $0 != nil }) else { return nil }
      return Value(zip(elements, shown).map { $1 ?? $0 })
    case .object:
      guard depth < Self.depth, let members = value.object else { return nil }
      let shown = members.map { (masked($0), replaced($1, depth: depth + 1)) }
      guard shown.contains(where: { $0.0 != nil || $0.1 != nil }) else { return nil }
      return Value(Object(zip(members, shown).map { ($1.0 ?? $0.0, $1.1 ?? $0.1) }))
    }
  }
}
