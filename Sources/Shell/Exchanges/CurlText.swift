import HTTP
import Providers

/// An exchange as a command line of curl that runs as it is: credentials are variables of the shell.
struct CurlText {
  let text: String

  /// Headers that curl sends by itself, or that say nothing to the server; `isFull` keeps them.
  private static let ownHeaders: Set = ["accept-encoding", "connection", "content-length", "host", "user-agent"]

  init(_ exchange: Exchange, _ credentials: [ShellCredential], isFull: Bool = false) {
    let request = exchange.request
    var words: [String] = []
    let body = request.body.flatMap { $0.isEmpty ? nil : $0 }
    if request.method == "HEAD" {
      words.append("--head")
    } else if request.method != (body == nil ? "GET" : "POST") {
      words.append("-X \(request.method)")
    }
    var used: [ShellCredential] = []
    for header in request.headers where isFull || !Self.ownHeaders.contains(header.name) {
      if header.name == "accept-encoding" { continue }
      if let credential = credentials.first(where: { $0.isIn(header: header.name) }) {
        used.append(credential)
        words.append(credential.header.map { "-H \"\($0): \(credential.value)\"" } ?? "-u \"\(credential.value)\"")
      } else {
        words.append("-H " + Self.quoted("\(header.name): \(header.value)"))
      }
    }
    if request.headers["accept-encoding"] != nil { words.append("--compressed") }
    let shownBody = body.map { String(decoding: $0, as: UTF8.self) }
    if let shownBody { words.append("--data-raw " + Self.quoted(shownBody)) }
    // `[1-3]` and `{a,b}` mean several requests to curl.
    if request.url.contains(where: { "[]{}".contains($0) }) { words.append("--globoff") }
    if request.url.contains("/../") || request.url.contains("/./") { words.append("--path-as-is") }
    var url = Self.quoted(request.url)
    let inQuery = credentials.filter { $0.parameter != nil }
    if let marked = Self.url(request.url, inQuery) {
      used += inQuery
      url = marked
    }
    words.append(url)
    var comments = used.flatMap(\.advice)
    if (shownBody ?? "").contains(Redactor.mark) || url.contains(Redactor.mark) {
      comments.append("\(Redactor.mark) replaces a secret that is not kept")
    }
    text = (comments.map { "# " + $0 } + [(["curl"] + words).joined(separator: " \\\n  ")]).joined(separator: "\n")
  }

  /// The URL in double quotes, with variables of the shell in some of its parameters; nil where it lacks them.
  private static func url(_ url: String, _ credentials: [ShellCredential]) -> String? {
    guard let mark = url.firstIndex(of: "?") else { return nil }
    var pairs = url[url.index(after: mark)...].split(separator: "&", omittingEmptySubsequences: false).map(String.init)
    var isMarked = false
    pairs = pairs.map { pair in
      let credential = credentials.first { pair.hasPrefix(($0.parameter ?? "") + "=") }
      guard let credential, let parameter = credential.parameter else { return ShellCredential.escaped(pair) }
      isMarked = true
      return "\(ShellCredential.escaped(parameter))=\(credential.value)"
    }
    guard isMarked else { return nil }
    return "\"\(ShellCredential.escaped(url[...mark]))\(pairs.joined(separator: "&"))\""
  }

  /// A word of `sh`.
  static func quoted(_ text: String) -> String {
    let isPlain = text.unicodeScalars.allSatisfy { scalar in
      scalar.isASCII && (scalar.properties.isAlphabetic || "0123456789_-./:=@%+,".unicodeScalars.contains(scalar))
    }
    return isPlain && !text.isEmpty
      ? text : "'" + text.split(separator: "'", omittingEmptySubsequences: false).joined(separator: "'\\''") + "'"
  }
}

extension ShellCredential {
  /// The name of the header that it stands in.
  fileprivate var header: String? { if case .header(let name) = place { name } else { nil } }

  /// The name of the parameter that contains it.
  fileprivate var parameter: String? { if case .query(let name) = place { name } else { nil } }

  /// - Parameter name: in lower case.
  fileprivate func isIn(header name: String) -> Bool {
    switch place {
    case .header(let own): own.lowercased() == name
    case .user: name == "authorization"
    case .query: false
    }
  }
}
