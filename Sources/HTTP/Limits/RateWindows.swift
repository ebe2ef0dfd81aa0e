import Glibc

/// The sliding rate windows of this machine, each a file that all processes share.
///
/// A request is counted before it leaves, so a killed process never frees its place, and once more when its answer
/// came, since the server counted somewhere in between.
public struct RateWindows: Sendable {
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
    return try file(limit).withLock { WindowSlots(file: $0).status(limit, now: now) }
  }

  /// Takes a place, waiting for one where the window is full.
  func admit(
    _ limit: RateLimit, for request: Request, cancellation: Cancellation
  ) throws(TransportError) -> Admission {
    let file = file(limit)
    let wait = LimitWait(of: request, whenFull, clock)
    defer { wait.end() }
    var told: Double?
    while true {
      try cancellation.check()
      let now = clock.now()
      let place = try file.withLock(cancellation) { (file) throws(TransportError) in
        var slots = WindowSlots(file: file)
        return try slots.take(limit, now: now)
      }
      switch place {
      case .taken(let slot, let stamp): return Admission(file: file, slot: slot, stamp: stamp)
      case .full(let until):
        try wait.allow(until: until)
        if told.map({ until > $0 + 1 }) ?? true { notice(request.context, until) }
        told = until
        wait.sleeps(until: until)
        try clock.sleep(max(until - now, 0.001), cancellation)
      }
    }
  }

  /// Counts the request from now on: its answer is here.
  func settle(_ admission: Admission) {
    let now = clock.now()
    restamp(admission, to: now)
  }

  /// Gives the place back: the request never left.
  func release(_ admission: Admission) {
    restamp(admission, to: 0)
  }

  private func restamp(_ admission: Admission, to time: Double) {
    _ = try? admission.file.withLock { file in
      var slots = WindowSlots(file: file)
      slots.restamp(admission.slot, from: admission.stamp, to: time)
    }
  }

  /// Notes that the server's window is full: until `Retry-After`, else until our oldest request leaves the window.
  func close(_ limit: RateLimit, after response: Response) {
    let now = clock.now()
    let wait = RetryAfter.seconds(response.headers, now: now)
    _ = try? file(limit).withLock { file in
      var slots = WindowSlots(file: file)
      slots.close(limit, until: wait.map { now + $0 }, now: now)
    }
  }

  private func file(_ limit: RateLimit) -> LimitFile {
    LimitFile(folder: folder, name: limit.key + ".window")
  }
}

/// A place taken in a window.
struct Admission: Sendable {
  let file: LimitFile
  let slot: Int
  let stamp: Double
}
