import JSON
import Query

/// Replaces the values of secret parameters with references, which `apply` resolves again.
struct SecretReferences {
  /// Shorter values are replaced only if they are the entire string.
  private static let shortest = 4

  /// Longest first, since a longer value may contain a shorter one.
  private let secrets: [(value: String, reference: String)]

  init(_ secrets: [(name: String, value: String)]) {
    self.secrets = secrets.filter { !$0.value.isEmpty }.sorted { $0.value.utf8.count > $1.value.utf8.count }
      .map { ($0.value, Placeholder.Reference.parameter($0.name).text) }
  }

  func hiding(_ value: Value) -> Value {
    guard !secrets.isEmpty else { return value }
    return value.mapTexts { Value(hiding($0.string)) }
  }

  func hiding(_ text: String) -> String {
    var text = text
    for secret in secrets {
      if text == secret.value { return secret.reference }
      if secret.value.utf8.count >= Self.shortest { text = text.replacing(secret.value, with: secret.reference) }
    }
    return text
  }
}
