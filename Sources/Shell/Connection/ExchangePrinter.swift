import HTTP
import JSON
import Query
import Rendering

/// Prints every exchange on standard error for `-v`, with secrets redacted.
struct ExchangePrinter: ExchangeRecorder {
  /// The maximum number of bytes of a body to show.
  private static let bodyLimit = 2_000

  let stream: StandardStream

  func exchangeWillBegin(_ exchange: Exchange) {}

  func exchangeDidEnd(_ exchange: Exchange) {
    var text = "@\(exchange.id) \(exchange.account).\(exchange.method) (\(exchange.risk.rawValue))\n"
    let request = exchange.request
    text += message("> ", "\(request.method) \(request.url)", request.headers, request.body)
    switch exchange.outcome {
    case .pending: break
    case .answered(let answer): text += message("< ", "\(answer.status)", answer.headers, answer.body)
    case .failed(let error): text += "< \(error.message)\n"
    }
    if let timings = exchange.response?.timings { text += "  \(timings.summary)\n" }
    if exchange.attempts.count > 1 { text += "  \(exchange.attempts.count) tries\n" }
    stream.write(visible(text, lineBreaks: .kept))
  }

  private func message(_ mark: String, _ first: String, _ headers: Headers, _ body: [UInt8]?) -> String {
    var lines = [first] + headers.map { "\($0.name): \($0.value)" }
    if let body, !body.isEmpty {
      let shown = String(decoding: body.prefix(Self.bodyLimit), as: UTF8.self)
      lines += shown.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
      if body.count > Self.bodyLimit { lines.append("… \(body.count) bytes") }
    }
    return lines.map { mark + $0 + "\n" }.joined()
  }
}
