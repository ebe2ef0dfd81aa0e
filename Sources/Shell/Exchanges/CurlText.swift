import HTTP
import Providers

/// An exchange as a curl command line that can be run as shown; credentials are shell variables.
struct CurlText {
  let text: String

  /// Headers that curl sends itself or that have no effect on the server. `isFull` keeps them.
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
    // curl expands `[1-3]` and `{a,b}` to several requests.
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

  /// The URL in double quotes, with shell variables as the values of some parameters; nil if it does not contain them.
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

  /// Quotes a word for `sh`.
  static func quoted(_ text: String) -> String {
    let isPlain = text.unicodeScalars.allSatisfy { scalar in
      scalar.isASCII && (scalar.properties.isAlphabetic || "0123456789_-./:=@%+,".unicodeScalars.contains(scalar))
    }
    return isPlain && !text.isEmpty
      ? text : "'" + text.split(separator: "'", omittingEmptySubsequences: false).joined(separator: "'\\''") + "'"
  }
}

extension ShellCredential {
  /// The header that contains the credential.
  fileprivate var header: String? { if case .header(let name) = place { name } else { nil } }

  /// The query parameter that contains the credential.
  fileprivate var parameter: String? { if case .query(let name) = place { name } else { nil } }

  /// - Parameter name: the name of a header, in lower case.
  fileprivate func isIn(header name: String) -> Bool {
    switch place {
    case .header(let own): own.lowercased() == name
    case .user: name == "authorization"
    case .query: false
    }
  }
}
