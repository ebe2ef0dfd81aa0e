import Diagnostics
import HTTP
import JSON

/// A row in the table of `exchanges`.
struct ExchangeRow {
  let value: Value

  /// The rows of exchanges, in order. Exchanges in the same range are folded into one row with the data of the latest.
  static func rows(of exchanges: [Exchange], folding ranges: [Range<Int>], now: Double) -> [ExchangeRow] {
    var rows: [ExchangeRow] = []
    var rest = exchanges[...]
    while let exchange = rest.popFirst() {
      var all = [exchange]
      if let range = ranges.first(where: { $0.contains(exchange.id) }) {
        while let next = rest.first, range.contains(next.id) { all.append(rest.removeFirst()) }
      }
      rows.append(ExchangeRow(all[all.count - 1], folding: all, now: now))
    }
    return rows
  }

  /// - Parameters:
  ///   - others: the exchanges folded into the row.
  ///   - now: Unix seconds.
  private init(_ exchange: Exchange, folding others: [Exchange], now: Double) {
    let calls = Set(others.map { $0.call ?? "\($0.account).\($0.method)" })
    let more = others.count > 1 ? " ×\(others.count)" : ""
    let first = others.first.map { $0.id < exchange.id ? "@\($0.id).." : "" } ?? ""
    let target = exchange.isAbridged ? "" : "\(exchange.request.method) \(exchange.request.target)"
    value = [
      "id": Value("\(first)@\(exchange.id)"), "age": Value(Self.age(now - exchange.startedAt)),
      "call": Value(calls.sorted().joined(separator: ", ") + more), "status": Value(Self.status(exchange)),
      "ms": Value(exchange.durationMilliseconds.rounded()), "bytes": Value(exchange.received?.bodyLength ?? 0),
      "tries": Value(exchange.attempts.count), "request": Value(target),
    ]
  }

  /// A short summary: `coderpad.pads.list · 200 · 50 items`.
  ///
  /// - Parameter items: the number of items in a list; nil if unknown.
  static func summary(_ exchange: Exchange, items: Int?) -> String {
    ([exchange.call ?? "\(exchange.account).\(exchange.method)", status(exchange)]
      + (items.map { [$0.of("item")] } ?? [])).joined(separator: " · ")
  }

  /// The status of the response, otherwise a word for the outcome.
  private static func status(_ exchange: Exchange) -> String {
    switch exchange.outcome {
    case .answered(let answer): "\(answer.status)"
    case .pending: "…"
    case .failed(let error) where error.kind == .cancelled: "stopped"
    case .failed(let error) where error.kind == .cut: "cut"
    case .failed(let error) where error.sent == .no: "not sent"
    case .failed: "failed"
    }
  }

  static func age(_ seconds: Double) -> String {
    switch seconds {
    case ..<60: "\(max(0, Int(seconds))) s"
    case ..<3600: "\(Int(seconds / 60)) min"
    case ..<86400: "\(Int(seconds / 3600)) h"
    default: "\(Int(seconds / 86400)) d"
    }
  }
}
