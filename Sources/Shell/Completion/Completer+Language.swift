import Query

/// The names of the language itself, independent of the session.
extension Completer.Knowledge {
  /// The formats of expressions, without their `@`.
  static let languageFormats = [
    "text", "json", "html", "uri", "urid", "csv", "tsv", "sh", "base64", "base64d", "base32", "base32d",
  ]

  /// `each` and `pages`, which are forms of calls rather than builtins.
  static let callForms = [
    Name(name: "each", summary: "the items of all pages", takesArguments: true),
    Name(name: "pages", summary: "one array a page", takesArguments: true),
  ]

  static let builtins = Builtin.all.map {
    Name(name: $0.name, summary: summary(of: $0.parameters, $0.summary), takesArguments: $0.arity > 0)
  }

  /// A summary with the parameter names in front: `(re; str) replaces the first match`.
  static func summary(of parameters: [String], _ summary: String) -> String {
    parameters.isEmpty ? summary : "(\(parameters.joined(separator: "; "))) \(summary)"
  }
}
