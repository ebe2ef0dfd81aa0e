import JSON

/// Hides the values of secret names in requests, regardless of their length.
enum NamedSecrets {
  /// A URL with secret query values replaced.
  static func hide(inURL url: String) -> String {
    guard let mark = url.firstIndex(of: "?") else { return url }
    return url[...mark] + hide(inForm: url[url.index(after: mark)...])
  }

  /// The names and values of a form or query, with secret values replaced.
  static func hide(inForm text: Substring) -> String {
    text.split(separator: "&", omittingEmptySubsequences: false).map { part in
      guard let sign = part.firstIndex(of: "="),
        SecretName.isSecret(PercentEncoding.decode(String(part[..<sign])) ?? "")
      else { return String(part) }
      return part[...sign] + Redactor.mark
    }.joined(separator: "&")
  }

  /// A value with secret members replaced at any depth; nil if there are none.
  static func hide(in value: Value) -> Value? {
    if let members = value.object { return hide(in: members).map { Value($0) } }
    guard let elements = value.array else { return nil }
    let hidden = elements.map { hide(in: $0) }
    guard hidden.contains(where: { $0 != nil }) else { return nil }
    return Value(zip(elements, hidden).map { $1 ?? $0 })
  }

  /// A JSON body with the given strings and numbers replaced where they are an entire value.
  static func hide(_ secrets: [Secret], inJSON body: [UInt8]) -> [UInt8] {
    let texts = Set(secrets.filter(\.isWholeValue).map(\.value))
    guard !texts.isEmpty else { return body }
    let hidden = (try? Value.parse(utf8: body)).flatMap { hide(texts, in: $0, depth: 0) }
    return hidden.map { Array($0.json().utf8) } ?? body
  }

  private static func hide(_ texts: Set<String>, in value: Value, depth: Int) -> Value? {
    if let text = value.string ?? (value.kind == .number ? value.json() : nil) {
      return texts.contains(text) ? Value(Redactor.mark) : nil
    }
    guard depth < 64, let elements = value.array ?? value.object?.map(\.value) else { return nil }
    let hidden = elements.map { hide(texts, in: $0, depth: depth + 1) }
    guard hidden.contains(where: { $0 != nil }) else { return nil }
    guard let members = value.object else { return Value(zip(elements, hidden).map { $1 ?? $0 }) }
    return Value(Object(zip(members, hidden).map { ($0.key, $1 ?? $0.value) }))
  }

  private static func hide(in members: Object) -> Object? {
    var result = members
    var isChanged = false
    for (key, value) in members {
      let isNamed = SecretName.isSecret(key.string) && !value.isNull && value.bool == nil
      guard let hidden = isNamed ? Value(Redactor.mark) : hide(in: value) else { continue }
      result[key] = hidden
      isChanged = true
    }
    return isChanged ? result : nil
  }
}
