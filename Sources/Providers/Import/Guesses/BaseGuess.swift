import Diagnostics
import HTTP

/// The guessed base URL.
struct BaseGuess {
  /// A base URL that is valid in a manifest.
  var url: String
  var comment: String?

  /// Used if the description has no server; no host can have this name (RFC 2606).
  static let unknown = "https://example.invalid"

  /// - Parameters:
  ///   - given: the URL given by the user.
  ///   - common: the server of most operations, if the description has no global one.
  static func of(_ description: OpenAPIDescription, given: String?, common: String?) -> BaseGuess {
    let servers = description.root["servers"]
    let notes = description.notes
    if let given {
      warnOfPlainHTTP(given, nil, notes)
      return BaseGuess(url: given)
    }
    if let common { return checked(common, [], common, description.root.start, notes) }
    if description.isSwagger { return swagger(description) }
    guard let server = main(servers), let node = server["url"], let text = node.text else {
      notes.guess(
        "no server is named: set `base` in the manifest, or give `--base`", servers?.start ?? description.root.start)
      return BaseGuess(url: unknown, comment: "The description names no server: set its URL here.")
    }
    for other in servers?.elements ?? [] where other.range != server.range {
      notes.omit("the server \(other["url"]?.text ?? "")", other.start)
      other.ignoreAll()
    }
    let (url, comments) = fill(text, server["variables"])
    return checked(url, comments, text, node.range, notes)
  }

  /// The URL of a single operation or path.
  static func server(of node: SourceNode) -> String? {
    guard let server = main(node["servers"]), let text = server["url"]?.text else { return nil }
    return trimmed(fill(text, server["variables"]).0)
  }

  /// The first server with a host; otherwise the first one.
  private static func main(_ servers: SourceNode?) -> SourceNode? {
    let all = servers?.elements ?? []
    return all.first { $0["url"]?.text?.contains("//") ?? false } ?? all.first
  }

  static func trimmed(_ url: String) -> String { url.hasSuffix("/") ? String(url.dropLast()) : url }

  /// The URL from `schemes`, `host` and `basePath` of Swagger 2.
  private static func swagger(_ description: OpenAPIDescription) -> BaseGuess {
    let root = description.root
    let schemes = root["schemes"]?.elements.compactMap(\.text) ?? []
    let scheme = schemes.contains("https") ? "https" : schemes.first ?? "https"
    let path = root["basePath"]?.text ?? ""
    let text = (root["host"]?.text.map { "\(scheme)://\($0)" } ?? "") + path
    return checked(text, [], text, (root["host"] ?? root["basePath"])?.range ?? root.start, description.notes)
  }

  private static func checked(
    _ filled: String, _ filledComments: [String], _ text: String, _ range: SourceRange, _ notes: ImportNotes
  ) -> BaseGuess {
    var (url, comments) = (filled, filledComments)
    if !comments.isEmpty { notes.guess("the server is \(url)", range) }
    if url.hasSuffix("/") { url.removeLast() }
    if url.hasPrefix("//") { url = "https:" + url }
    if !url.contains("://") {
      url = unknown + (url.hasPrefix("/") || url.isEmpty ? "" : "/") + url
      comments.append("The description names no host: set it here.")
      notes.guess("the server `\(text)` names no host: set `base` in the manifest, or give `--base`", range)
    }
    if (try? BaseURL(url)) == nil {
      notes.warn("edush cannot use the URL of the server", range, "set `base` in the manifest, or give `--base`")
      url = unknown
    }
    warnOfPlainHTTP(url, range, notes)
    return BaseGuess(url: url, comment: comments.isEmpty ? nil : comments.joined(separator: " "))
  }

  private static func warnOfPlainHTTP(_ url: String, _ range: SourceRange?, _ notes: ImportNotes) {
    guard let base = try? BaseURL(url), base.origin.scheme != .https, !base.origin.isLoopback else { return }
    notes.warn(
      "\(range == nil ? "`--base \(url)`" : "the server \(url)") is plain http, which is refused for every host but this machine",
      range,
      "give an https URL with `--base`")
  }

  /// Fills in the defaults of variables; also returns a note for each about its other values.
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
