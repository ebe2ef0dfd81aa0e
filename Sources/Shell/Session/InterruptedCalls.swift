import HTTP
import Query
import Rendering

/// Says which calls an interruption cut off, and whether they may have done something all the same.
struct InterruptedCalls {
  /// More are only counted.
  private static let limit = 5
  /// Bytes of a body.
  private static let bodyLimit = 200

  /// Empty where nothing was under way; else lines, the last one ended.
  let text: String

  /// - Parameter exchanges: those that the interrupted command began.
  init(_ exchanges: some Sequence<Exchange>) {
    let calls = exchanges.compactMap(Self.line)
    let more = calls.count - Self.limit
    text =
      calls.prefix(Self.limit).joined()
      + (more > 0 ? "and \(more) more; `exchanges` lists them\n" : "")
  }

  private static func line(_ exchange: Exchange) -> String? {
    let error: TransportError?
    switch exchange.outcome {
    case .answered: return nil
    case .pending: error = nil
    case .failed(let failure):
      guard failure.kind == .cancelled else { return nil }
      error = failure
    }
    let what = "@\(exchange.id) \(exchange.account).\(exchange.method) was interrupted"
    guard exchange.risk != .read else { return what + "\n" }
    return what
      + (error?.sent == .no
        ? "; nothing was sent\n"
        : "; it may have been carried out: look before you send it again\n" + request(exchange.request))
  }

  /// What was sent, since nobody can look it up once the process has ended.
  private static func request(_ message: Exchange.Message) -> String {
    let body = String(decoding: message.body?.prefix(bodyLimit) ?? [], as: UTF8.self)
    return "  \(visible("\(message.method) \(message.url) \(body)"))\n"
  }
}
