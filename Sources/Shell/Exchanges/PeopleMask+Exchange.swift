import HTTP
import JSON

extension PeopleMask {
  /// Creates a mask for the people in these exchanges.
  init(of exchanges: [Exchange]) {
    self.init()
    for exchange in exchanges {
      learn(exchange.request.url)
      learn(exchange.call ?? "")
      for body in [exchange.request.body, exchange.received?.body].compactMap(\.self) {
        if let value = try? Value.parse(utf8: body) {
          learn(value)
        } else {
          learn(String(decoding: body, as: UTF8.self))
        }
      }
    }
  }

  /// A copy of the exchange without the known people. Encoded parts are encoded again correctly.
  func masked(_ exchange: Exchange) -> Exchange {
    var copy = exchange
    copy.call = exchange.call.map { masked($0) }
    copy.meant = masked(exchange.meant)
    copy.sent = exchange.sent.map { masked($0) }
    if case .answered(var answer) = exchange.outcome {
      answer.body = answer.body.map { masked(body: $0, isForm: false) }
      copy.outcome = .answered(answer)
    }
    return copy
  }

  private func masked(_ message: Exchange.Message) -> Exchange.Message {
    var copy = message
    let isForm = message.headers["content-type"]?.hasPrefix("application/x-www-form-urlencoded") ?? false
    copy.body = message.body.map { masked(body: $0, isForm: isForm) }
    if let mark = message.url.firstIndex(of: "?") {
      copy.url =
        masked(String(message.url[..<mark])) + "?"
        + masked(form: String(message.url[message.url.index(after: mark)...]))
    } else {
      copy.url = masked(message.url)
    }
    return copy
  }

  private func masked(body: [UInt8], isForm: Bool) -> [UInt8] {
    let text = String(decoding: body, as: UTF8.self)
    if isForm { return Array(masked(form: text).utf8) }
    guard let value = try? Value.parse(utf8: body) else { return Array(masked(text).utf8) }
    return Array(masked(value).json().utf8)
  }

  /// Masks the names and values of a form or query: decodes them, and encodes them again if they changed.
  private func masked(form text: String) -> String {
    text.split(separator: "&", omittingEmptySubsequences: false).map { pair in
      pair.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false).map { part in
        guard let decoded = PercentEncoding.decode(String(part).replacing("+", with: " ")) else {
          return masked(String(part))
        }
        let hidden = masked(decoded)
        return hidden == decoded ? String(part) : PercentEncoding.formPart(hidden)
      }.joined(separator: "=")
    }.joined(separator: "&")
  }
}
