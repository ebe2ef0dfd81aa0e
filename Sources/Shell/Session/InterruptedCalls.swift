import HTTP
import Query
import Rendering

/// Describes the calls that were interrupted, and whether they may have had an effect.
struct InterruptedCalls {
  /// The maximum number of calls to list.
  private static let limit = 5
  /// The maximum number of bytes of a body.
  private static let bodyLimit = 200

  /// Empty if there were none; otherwise lines, including the final line break.
  let text: String

  /// - Parameter exchanges: the exchanges of the interrupted command.
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

  /// The request, since it cannot be looked up after the process has ended.
  private static func request(_ message: Exchange.Message) -> String {
    let body = String(decoding: message.body?.prefix(bodyLimit) ?? [], as: UTF8.self)
    return "  \(visible("\(message.method) \(message.url) \(body)"))\n"
  }
}
