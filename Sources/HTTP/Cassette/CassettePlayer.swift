public import Query
import Synchronization

/// Responds to requests from a cassette without sending anything.
///
/// Each request gets the first unused entry that matches, preferably from its own unit, so that parallel rows get their
/// own responses. A request that is not recorded ends the run.
public final class CassettePlayer: Transport, RunValues {
  private struct State {
    /// Unused entries, in recorded order.
    var left: [ComparedRequest: [Int]] = [:]
    var taken: [Bool]
    var hasRefused = false
  }

  private let cassette: Cassette
  private let name: String
  private let redactor: Redactor
  /// The request of each entry.
  private let requests: [ComparedRequest]
  /// Entries whose requests contained secrets.
  private let masked: [Int]
  private let state: Mutex<State>

  /// The seed of the recorded run.
  public var seed: UInt64 { cassette.header.seed }

  /// Creates a player for a cassette.
  ///
  /// - Parameter name: the file's name, for error messages.
  public init(_ cassette: Cassette, name: String, redactor: Redactor) {
    self.cassette = cassette
    self.name = name
    self.redactor = redactor
    let requests = cassette.entries.map {
      ComparedRequest($0.content.request, $0.content.account, isIncidental: $0.content.isIncidental)
    }
    self.requests = requests
    masked = requests.indices.filter { requests[$0].hasMask }
    var state = State(taken: Array(repeating: false, count: requests.count))
    for (index, request) in requests.enumerated() { state.left[request, default: []].append(index) }
    self.state = Mutex(state)
  }

  /// Returns the recorded response or throws the recorded error; throws `notRecorded` if no entry matches.
  public func send(_ request: Request, cancellation: Cancellation) throws(TransportError) -> Response {
    try cancellation.check()
    let message = CassetteMessage(Exchange.Message(request, redactor.patterns(with: request.headers.secrets)))
    let asked = ComparedRequest(message, request.context.account, isIncidental: request.context.isIncidental)
    guard let index = take(asked, request.context.place) else { throw refusal(asked, request.context) }
    request.plan.trace?.willSend(request)
    let entry = cassette.entries[index]
    switch entry.content.outcome {
    case .failed(let error): throw error
    case .answered(let answer):
      if case .omitted(let length) = answer.body {
        throw TransportError(
          .notRecorded, sent: .no, "the response to \(asked.line) is not in \(name), line \(entry.number)",
          hint: "it had \(length) bytes, too long to record")
      }
      return answer.response
    }
  }

  /// Replays the times that the unit read; afterwards, repeats the last one.
  public func clock(of place: UnitPlace?) -> @Sendable () -> Double {
    let times = cassette.times[place] ?? []
    let otherwise = times.last ?? cassette.header.startedAt
    let count = Counter()
    return {
      let number = count.next()
      return number < times.count ? times[number] : otherwise
    }
  }
}

/// Counts from 0.
final class Counter: Sendable {
  private let count = Mutex(0)

  func next() -> Int {
    count.withLock { count in
      defer { count += 1 }
      return count
    }
  }
}

extension CassettePlayer {
  private func take(_ asked: ComparedRequest, _ place: UnitPlace?) -> Int? {
    state.withLock { state in
      let known =
        state.left[asked].flatMap { $0.isEmpty ? nil : asked }
        ?? masked.first { !state.taken[$0] && requests[$0].covers(asked) }.map { requests[$0] }
      guard let known, let left = state.left[known] else { return nil }
      let choice = left.firstIndex { cassette.entries[$0].content.place == place } ?? 0
      state.left[known]?.remove(at: choice)
      state.taken[left[choice]] = true
      return left[choice]
    }
  }

  /// The error for a request that is not recorded: names the most similar recorded request and the differences.
  private func refusal(_ asked: ComparedRequest, _ call: CallContext) -> TransportError {
    if !asked.isIncidental { state.withLock { $0.hasRefused = true } }
    return TransportError(
      .notRecorded, sent: .no, "\(asked.line) (\(call.name)) is not recorded in \(name)",
      hint: hint(asked))
  }

  private func hint(_ asked: ComparedRequest) -> String {
    let equal = requests.count { $0 == asked }
    if equal > 0 {
      return equal == 1
        ? "it was recorded once, and that response was already used"
        : "it was recorded \(equal) times, and all those responses were already used"
    }
    let others = requests.indices.filter { requests[$0].isIncidental == asked.isIncidental }
    let likeness = others.map { RequestDifference.likeness(requests[$0], asked) }
    guard let best = likeness.max(), let place = likeness.firstIndex(of: best) else { return "no request was recorded" }
    let nearest = others[place]
    let difference = RequestDifference(recorded: requests[nearest], asked: asked)
    return "the nearest recorded request is \(requests[nearest].line) (line \(cassette.entries[nearest].number)); "
      + difference.text
  }

  /// A warning for the end of the run: the recorded requests that were not made. Nil if there are none, or if an
  /// unrecorded request ended the run.
  public var remark: String? {
    let (taken, hasRefused) = state.withLock { ($0.taken, $0.hasRefused) }
    let left = requests.indices.filter { !taken[$0] && !requests[$0].isIncidental }
    guard !left.isEmpty, !hasRefused else { return nil }
    let shown = left.prefix(3).map { "\(requests[$0].line) (line \(cassette.entries[$0].number))" }
    let text =
      left.count == 1
      ? "1 request recorded in \(name) was never made" : "\(left.count) requests recorded in \(name) were never made"
    return "\(text): \(shown.joined(separator: ", "))\(left.count > shown.count ? ", …" : "")"
  }
}
