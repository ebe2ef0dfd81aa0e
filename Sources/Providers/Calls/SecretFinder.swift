import HTTP
import JSON

/// Finds the secrets in a response: the values of certain fields, at any depth.
struct SecretFinder {
  /// A secret in a field.
  struct Found {
    /// The text of the field, and its replacement for display.
    var whole: Text
    var shown: Text
    /// The part that is secret.
    var secret: Secret
  }

  let fields: [SecretField]

  func find(in answer: Value) -> [Found] {
    var found: [Found] = []
    var waiting = [answer]
    while let value = waiting.popLast() {
      for element in value.elements.map(Array.init) ?? [] where element.isContainer { waiting.append(element) }
      guard let members = value.members else { continue }
      for (key, value) in members {
        if value.isContainer { waiting.append(value) }
        guard let text = value.text, !text.isEmpty else { continue }
        for field in fields where field.field == key { found += Self.found(field, text) }
      }
    }
    return found
  }

  private static func found(_ field: SecretField, _ text: Text) -> [Found] {
    guard let parameter = field.parameter else {
      return [Found(whole: text, shown: Text(Redactor.mark), secret: Secret(text.string))]
    }
    let values = QueryText.of(url: text.string)?.filter { $0.name == parameter }.map(\.value) ?? []
    let shown = Text(hide(parameter, in: text.string))
    return values.filter { !$0.isEmpty }.map { Found(whole: text, shown: shown, secret: Secret($0)) }
  }

  /// The URL with the value of a query parameter replaced.
  private static func hide(_ parameter: String, in url: String) -> String {
    var parts = url.split(separator: "&", omittingEmptySubsequences: false).map(String.init)
    for place in parts.indices {
      let before = place == 0 ? parts[0].prefix { $0 != "?" }.count + 1 : 0
      guard parts[place].dropFirst(before).hasPrefix(parameter + "=") else { continue }
      parts[place] = parts[place].prefix(before + parameter.count + 1) + Redactor.mark
    }
    return parts.joined(separator: "&")
  }
}

extension Value {
  fileprivate var isContainer: Bool {
    switch self {
    case .array, .slice, .object, .lazy: true
    case .null, .bool, .number, .literal, .small, .text: false
    }
  }
}
