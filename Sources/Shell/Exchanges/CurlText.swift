import HTTP

/// An exchange as a command line of curl, credentials as they were recorded: replaced.
struct CurlText {
  let text: String

  init(_ exchange: Exchange) {
    let request = exchange.request
    var words = ["curl"]
    if request.method != "GET" || request.body != nil { words.append("-X \(request.method)") }
    for header in request.headers { words.append("-H " + Self.quoted("\(header.name): \(header.value)")) }
    if let body = request.body { words.append("--data-binary " + Self.quoted(String(decoding: body, as: UTF8.self))) }
    words.append(Self.quoted(request.url))
    text = words.joined(separator: " \\\n  ")
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
