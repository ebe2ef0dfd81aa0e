import HTTP
import JSON
import Synchronization

/// Texts that a script was given as secrets, and what is shown of texts that hold them; safe from any thread.
final class SecretTexts: Sendable {
  private let redactor = Redactor()
  private let texts = Mutex<Set<Text>>([])

  func insert(_ secret: String) {
    guard !secret.isEmpty else { return }
    redactor.add([Secret(secret)])
    texts.withLock { _ = $0.insert(Text(secret)) }
  }

  /// What is shown in place of a text; nil where it holds no secret. Short secrets are found where they are all of it.
  func masked(_ text: Text) -> Text? {
    let (isKnown, isEmpty) = texts.withLock { ($0.contains(text), $0.isEmpty) }
    guard !isEmpty else { return nil }
    guard !isKnown else { return Text(Redactor.mark) }
    let redacted = Text(redactor.redact(text.string))
    return redacted == text ? nil : redacted
  }
}
