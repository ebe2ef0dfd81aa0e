import Diagnostics
import HTTP

/// Where the server is.
struct BaseGuess {
  /// A base URL that a manifest can have.
  var url: String
  var comment: String?

  /// Written where the description does not say it: no host has such a name (RFC 2606).
  static let unknown = "https://example.invalid"

  /// - Parameter given: the URL that the user gave.
  static func of(_ description: OpenAPIDescription, given: String?) -> BaseGuess {
    if let given { return BaseGuess(url: given) }
    let servers = description.root["servers"]
    let notes = description.notes
    guard let server = servers?.elements.first, let node = server["url"], let text = node.text else {
      notes.guess("no server is named: set `base` in the manifest", servers?.start ?? description.root.start)
      return BaseGuess(url: unknown, comment: "The description names no server: say here where it is.")
    }
    for other in servers?.elements.dropFirst() ?? [] {
      notes.omit("the server \(other["url"]?.text ?? "")", other.start)
    }
    var (url, comments) = fill(text, server["variables"])
    if !comments.isEmpty { notes.guess("the server is \(url)", node.range) }
    if url.hasSuffix("/") { url.removeLast() }
    if !url.contains("://") {
      url = unknown + (url.hasPrefix("/") || url.isEmpty ? "" : "/") + url
      comments.append("The description names no host: say here where it is.")
      notes.guess("the server `\(text)` names no host: set `base` in the manifest", node.range)
    }
    if (try? BaseURL(url)) == nil {
      notes.warn("the URL of the server is none that edush can use", node.range, "set `base` in the manifest")
      url = unknown
    }
    return BaseGuess(url: url, comment: comments.isEmpty ? nil : comments.joined(separator: " "))
  }

  /// The URL with the variables' defaults, and what else they can be.
  private static func fill(_ text: String, _ variables: SourceNode?) -> (String, [String]) {
    var comments: [String] = []
    let filled = Template.fill(text) { name in
      let variable = variables?[name]
      let choices = variable?["enum"]?.elements.compactMap(\.text) ?? []
      let value = variable?["default"]?.text ?? choices.first ?? name
      let others = choices.filter { $0 != value }
      comments.append("`\(value)` is its \(name)" + (others.isEmpty ? "." : ", or \(others.joined(separator: ", "))."))
      return value
    }
    return (filled, comments)
  }
}
