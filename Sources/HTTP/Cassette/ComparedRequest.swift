import JSON
import Query

/// The parts of a request that are compared with a cassette: account, method, path, query and body, with secrets
/// replaced.
struct ComparedRequest: Hashable, Sendable {
  struct Pair: Hashable, Sendable {
    var name: String
    var value: String
  }

  /// JSON is compared by value, a form by its decoded pairs.
  enum Body: Hashable, Sendable {
    case none
    case json(Value)
    case form([Pair])
    case bytes([UInt8])
    case omitted(Int)
  }

  var account: Account
  /// Whether edush sends it on its own behalf; such requests match only each other.
  var isIncidental: Bool
  var method: String
  /// Decoded segments.
  var path: [String]
  /// Decoded, in order.
  var query: [Pair]
  var body: Body

  init(_ message: CassetteMessage, _ account: Account, isIncidental: Bool) {
    self.account = account
    self.isIncidental = isIncidental
    method = message.method
    let target = Self.target(of: message.url)
    path = target.path.split(separator: "/", omittingEmptySubsequences: false).dropFirst().map(Self.decoded)
    query = Self.pairs(target.query) { Self.decoded($0) }
    body = Self.body(message)
  }

  /// The path and query of a URL.
  private static func target(of url: String) -> (path: Substring, query: Substring) {
    let afterScheme = url.range(after: "://").map { url[$0...] } ?? url[...]
    let target = afterScheme.drop { $0 != "/" && $0 != "?" }
    let path = target.prefix { $0 != "?" }
    return (path, target.dropFirst(path.count + 1))
  }

  private static func decoded(_ text: Substring) -> String { PercentEncoding.decode(String(text)) ?? String(text) }

  private static func pairs(_ text: Substring, _ decode: (Substring) -> String) -> [Pair] {
    text.split(separator: "&").map { part in
      let name = part.prefix { $0 != "=" }
      return Pair(name: decode(name), value: decode(part.dropFirst(name.count + 1)))
    }
  }

  private static func body(_ message: CassetteMessage) -> Body {
    guard case .bytes(let bytes) = message.body else {
      if case .omitted(let length) = message.body { return .omitted(length) }
      return .none
    }
    let type = message.contentType?.lowercasedASCII ?? ""
    if type.hasPrefix("application/x-www-form-urlencoded") {
      return .form(
        pairs(String(decoding: bytes, as: UTF8.self)[...]) {
          decoded($0.split(separator: "+", omittingEmptySubsequences: false).joined(separator: " ")[...])
        })
    }
    if type.contains("json"), let value = try? Value.parse(utf8: bytes) { return .json(value) }
    return .bytes(bytes)
  }
}

extension ComparedRequest {
  /// The named parts, for messages.
  var parts: [(name: String, text: String)] {
    [
      ("account", account.description), ("method", method), ("path", "/" + path.joined(separator: "/")),
      ("query", query.map { "\($0.name)=\($0.value)" }.joined(separator: "&")), ("body", body.text),
    ]
  }

  /// The request in one line: `GET /pads?page=2`.
  var line: String {
    let query = parts[3].text
    return "\(method) \(parts[2].text)\(query.isEmpty ? "" : "?" + query)"
  }
}

extension ComparedRequest.Body {
  var text: String {
    switch self {
    case .none: ""
    case .json(let value): value.json()
    case .form(let pairs): pairs.map { "\($0.name)=\($0.value)" }.joined(separator: "&")
    case .bytes(let bytes): String(decoding: bytes, as: UTF8.self)
    case .omitted(let length): "\(length) bytes"
    }
  }
}
