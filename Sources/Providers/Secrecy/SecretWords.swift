import HTTP
import JSON

/// Finds secrets in undocumented data: the values of names such as `password`.
enum SecretWords {
  static func secrets(in value: Value) -> [Secret] { secrets(in: value, isSecret: false, depth: 0) }

  private static func secrets(in value: Value, isSecret: Bool, depth: Int) -> [Secret] {
    if isSecret, value.kind == .string, value.text?.isEmpty == false { return [Secret(value.plainText)] }
    guard depth < 8, let members = value.object else { return [] }
    return members.flatMap { key, value in
      secrets(in: value, isSecret: isSecret || SecretName.isSecret(key.string), depth: depth + 1)
    }
  }
}
