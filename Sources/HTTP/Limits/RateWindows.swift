import Glibc

/// The sliding rate windows of this machine. Each is a file shared by all processes.
///
/// A request is counted before it is sent, so that a killed process does not free its slot, and again when the response
/// arrives, since the server counted it somewhere in between.
public struct RateWindows: Sendable {
  /// Called when a call starts to wait, with the end of the wait in Unix seconds.
  public typealias Notice = @Sendable (_ call: CallContext, _ until: Double) -> Void

  private let folder: String
  private let whenFull: WhenFull
  private let clock: WallClock
  private let notice: Notice

  /// Creates the windows in a folder.
  ///
  /// - Parameter folder: created when first needed.
  public init(folder: String, whenFull: WhenFull = .wait, clock: WallClock = .system, notice: @escaping Notice) {
    self.folder = folder
    self.whenFull = whenFull
    self.clock = clock
    self.notice = notice
  }

  /// The number of requests left in a window; if there are none, also when the next slot becomes free.
  public func status(_ limit: RateLimit) throws(TransportError) -> (remaining: Int, freeAt: Double?) {
    let now = clock.now()
    return try file(limit).withLock { WindowSlots(file: $0).status(limit, now: now) }
  }

  /// Reserves a slot, waiting for one if the window is full.
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

  /// Counts the request from now on, because its response has arrived.
  func settle(_ admission: Admission) {
    let now = clock.now()
    restamp(admission, to: now)
  }

  /// Releases the slot of a request that was not sent.
  func release(_ admission: Admission) {
    restamp(admission, to: 0)
  }

  private func restamp(_ admission: Admission, to time: Double) {
    _ = try? admission.file.withLock { file in
      var slots = WindowSlots(file: file)
      slots.restamp(admission.slot, from: admission.stamp, to: time)
    }
  }

  /// Records that the server's window is full: until `Retry-After`, otherwise until our oldest request leaves the
  /// window.
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

/// A reserved slot in a window.
struct Admission: Sendable {
  let file: LimitFile
  let slot: Int
  let stamp: Double
}
