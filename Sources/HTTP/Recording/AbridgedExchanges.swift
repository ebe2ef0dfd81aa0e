import Query

/// A compact record of older exchanges: just enough to list them.
struct AbridgedExchanges {
  /// The parts that exchanges of the same call share.
  private struct Origin: Hashable {
    var account: Account
    var method: String
    var call: String?
    var risk: Risk
    var verb: String
  }

  private struct Entry {
    var startedAt: Double
    var milliseconds: Float = 0
    var origin: UInt32
    var outcome = Outcome.pending
    /// The status of the response.
    var status: Int16 = 0
  }

  private enum Outcome: UInt8 {
    case pending
    case answered
    case cancelled
    case failed
  }

  /// The maximum number of distinct calls. Further ones lose the text of the call, which comes from the script.
  private static let mostOrigins = 10_000

  private var entries: [Entry] = []
  private var origins: [Origin] = []
  private var numbers: [Origin: UInt32] = [:]

  var count: Int { entries.count }

  /// Adds an exchange that begins, and returns its number.
  mutating func append(_ exchange: Exchange) -> Int {
    entries.append(Entry(startedAt: exchange.startedAt, origin: number(of: exchange)))
    return entries.count
  }

  mutating func update(_ exchange: Exchange) {
    let index = exchange.id - 1
    guard entries.indices.contains(index) else { return }
    entries[index].milliseconds = Float(exchange.durationMilliseconds)
    switch exchange.outcome {
    case .pending: entries[index].outcome = .pending
    case .failed(let error): entries[index].outcome = error.kind == .cancelled ? .cancelled : .failed
    case .answered(let answer):
      entries[index].outcome = .answered
      entries[index].status = Int16(clamping: answer.status)
    }
  }

  /// The exchange as far as it is known.
  subscript(id: Int) -> Exchange? {
    guard entries.indices.contains(id - 1) else { return nil }
    let entry = entries[id - 1]
    let origin = origins[Int(entry.origin)]
    var exchange = Exchange(
      id: id, account: origin.account, method: origin.method,
      call: origin.call, risk: origin.risk,
      meant: Exchange.Message(method: origin.verb, url: "", headers: Headers(), body: nil, bodyLength: 0), sent: nil,
      outcome: outcome(of: entry), startedAt: entry.startedAt, durationMilliseconds: Double(entry.milliseconds),
      attempts: [])
    exchange.isAbridged = true
    return exchange
  }

  private func outcome(of entry: Entry) -> Exchange.Outcome {
    switch entry.outcome {
    case .pending: .pending
    case .answered:
      .answered(
        Exchange.Answer(
          status: Int(entry.status), headers: Headers(), body: nil, bodyLength: 0, timings: Timings()))
    case .cancelled: .failed(TransportError(.cancelled, sent: .maybe, "it was interrupted"))
    case .failed: .failed(TransportError(.cut, sent: .maybe, "it failed"))
    }
  }

  /// Replaces secrets in the stored calls.
  mutating func hide(_ patterns: PatternSet) {
    for index in origins.indices {
      guard let call = origins[index].call else { continue }
      let hidden = patterns.redact(call)
      guard hidden != call else { continue }
      numbers[origins[index]] = nil
      origins[index].call = hidden
    }
  }

  private mutating func number(of exchange: Exchange) -> UInt32 {
    var origin = Origin(
      account: exchange.account, method: exchange.method, call: exchange.call, risk: exchange.risk,
      verb: exchange.meant.method)
    if let number = numbers[origin] { return number }
    if origins.count >= Self.mostOrigins {
      origin.call = nil
      if let number = numbers[origin] { return number }
    }
    let number = UInt32(origins.count)
    origins.append(origin)
    numbers[origin] = number
    return number
  }
}
