import Glibc

/// The sliding rate windows of this machine, each a file that all processes share.
///
/// A request is counted before it leaves, so a killed process never frees its place, and once more when its answer
/// came, since the server counted somewhere in between.
public struct RateWindows: Sendable {
  /// What to do where a window is full.
  public enum WhenFull: Sendable {
    case wait
    case fail
  }

  /// Said when a call begins to wait: who, and until when in Unix seconds.
  public typealias Notice = @Sendable (_ call: CallContext, _ until: Double) -> Void

  private let folder: String
  private let whenFull: WhenFull
  private let clock: WallClock
  private let notice: Notice

  /// - Parameter folder: made when first needed.
  public init(folder: String, whenFull: WhenFull = .wait, clock: WallClock = .system, notice: @escaping Notice) {
    self.folder = folder
    self.whenFull = whenFull
    self.clock = clock
    self.notice = notice
  }

  /// How many requests a window has left now, and when the next place is free where it has none.
  public func status(_ limit: RateLimit) throws(TransportError) -> (remaining: Int, freeAt: Double?) {
    let now = clock.now()
    return try file(limit).withLock { $0.status(limit, now: now) }
  }

  /// Takes a place, waiting for one where the window is full.
  func admit(
    _ limit: RateLimit, for call: CallContext, cancellation: Cancellation
  ) throws(TransportError) -> Admission {
    let file = file(limit)
    var told: Double?
    while true {
      try cancellation.check()
      let now = clock.now()
      let place = try file.withLock(cancellation) { (slots) throws(TransportError) in try slots.take(limit, now: now) }
      switch place {
      case .taken(let slot, let stamp): return Admission(file: file, slot: slot, stamp: stamp)
      case .full(let until):
        guard whenFull == .wait else { throw .windowFull(call, until: until) }
        if told.map({ until > $0 + 1 }) ?? true { notice(call, until) }
        told = until
        try clock.sleep(max(until - now, 0.001), cancellation)
      }
    }
  }

  /// Counts the request from now on: its answer is here.
  func settle(_ admission: Admission) {
    let now = clock.now()
    _ = try? admission.file.withLock { $0.restamp(admission.slot, from: admission.stamp, to: now) }
  }

  /// Gives the place back: the request never left.
  func release(_ admission: Admission) {
    _ = try? admission.file.withLock { $0.restamp(admission.slot, from: admission.stamp, to: 0) }
  }

  /// Notes that the server's window is full: until `Retry-After`, else until our oldest request leaves the window.
  func close(_ limit: RateLimit, after response: Response) {
    let now = clock.now()
    let wait = RetryAfter.seconds(response.headers, now: now)
    _ = try? file(limit).withLock { $0.close(limit, until: wait.map { now + $0 }, now: now) }
  }

  private func file(_ limit: RateLimit) -> WindowFile {
    WindowFile(folder: folder, name: PercentEncoding.pathSegment(limit.key) + ".window")
  }
}

/// A place taken in a window.
struct Admission: Sendable {
  let file: WindowFile
  let slot: Int
  let stamp: Double
}

extension TransportError {
  fileprivate static func windowFull(_ call: CallContext, until: Double) -> TransportError {
    TransportError(
      .rateWindowFull(until: until), sent: .no,
      "the rate limit of \(call.provider) is used up until \(ClockTime.text(until))",
      hint: "try again then, or leave out --no-wait to wait")
  }
}
