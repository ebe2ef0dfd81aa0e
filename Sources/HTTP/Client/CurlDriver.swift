import CCurl
import Glibc
import Synchronization
import Threads

/// Drives all transfers of one client on a single thread.
final class CurlDriver: @unchecked Sendable {
  private struct Inbox {
    var starting: [Transfer] = []
    var cancelled: [Transfer] = []
    var isStopping = false
    var isEnded = false
  }

  /// Set when the thread has ended.
  let ended = Latch()
  private let multi: UnsafeMutableRawPointer
  private let inbox = Mutex(Inbox())
  /// Whether the thread may still be woken. Separate from the inbox, so that the thread finds the inbox unlocked.
  private let canWake = Mutex(true)
  /// Transfers by curl handle; accessed by the driver thread only.
  private var active: [UnsafeMutableRawPointer: Transfer] = [:]

  init?() {
    guard let multi = ccurl_multi() else { return nil }
    self.multi = multi
  }

  /// Starts the thread. The thread keeps the driver alive until it is stopped.
  func run() {
    guard !startThread({ self.loop() }) else { return }
    inbox.withLock { $0.isEnded = true }
    canWake.withLock { $0 = false }
    ccurl_multi_free(multi)
  }

  func start(_ transfer: Transfer) {
    tell(orFail: transfer) { $0.starting.append(transfer) }
  }

  /// Cancels a transfer. Its caller returns immediately; the connection is closed a moment later.
  func cancel(_ transfer: Transfer) {
    transfer.fail(.cancelled, "the call was cancelled")
    tell(orFail: transfer) { $0.cancelled.append(transfer) }
  }

  func stop() {
    tell(orFail: nil) { $0.isStopping = true }
  }

  private func tell(orFail transfer: Transfer?, _ change: (inout Inbox) -> Void) {
    let isEnded = inbox.withLock { inbox in
      guard !inbox.isEnded else { return true }
      change(&inbox)
      return false
    }
    if isEnded { transfer?.fail(.cancelled, "the client was closed") }
    canWake.withLock { if $0 { ccurl_multi_wakeup(multi) } }
  }

  private func loop() {
    while takeInbox() {
      ccurl_multi_perform(multi)
      finishEnded()
      _ = ccurl_multi_poll(multi, nextDeadline())
    }
    for (_, transfer) in active { remove(transfer) { $0.fail(.cancelled, "the client was closed") } }
    canWake.withLock { $0 = false }
    ccurl_multi_free(multi)
    ended.set()
  }

  /// Handles the requests of other threads. Returns false when the client has been closed.
  private func takeInbox() -> Bool {
    let mail = inbox.withLock { inbox in
      let mail = inbox
      inbox = Inbox(isStopping: mail.isStopping, isEnded: mail.isStopping)
      return mail
    }
    for transfer in mail.starting where !mail.isStopping { add(transfer) }
    for transfer in mail.cancelled { remove(transfer) { _ in } }
    for transfer in mail.starting where mail.isStopping { transfer.fail(.cancelled, "the client was closed") }
    return !mail.isStopping
  }

  private func add(_ transfer: Transfer) {
    transfer.willStart()
    active[transfer.easy] = transfer
    if ccurl_multi_add(multi, transfer.easy) != 0 {
      remove(transfer) { $0.fail(.notConnected, "libcurl did not accept the request") }
    }
  }

  private func remove(_ transfer: Transfer, _ finish: (Transfer) -> Void) {
    guard active.removeValue(forKey: transfer.easy) != nil else { return }
    finish(transfer)
    _ = ccurl_multi_remove(multi, transfer.easy)
  }

  private func finishEnded() {
    var code: Int32 = 0
    while let easy = ccurl_multi_ended(multi, &code) {
      guard let transfer = active[easy] else { continue }
      remove(transfer) { $0.finish(code: code) }
    }
  }

  /// Fails the transfers that were idle for too long. Returns the milliseconds until the next deadline.
  private func nextDeadline() -> Int32 {
    guard !active.isEmpty else { return 60_000 }
    let now = monotonicSeconds()
    var wait = 1.0
    for (_, transfer) in active {
      guard let deadline = transfer.idleDeadline else { continue }
      if deadline <= now {
        remove(transfer) { $0.fail(.timeout(.idle), "nothing came for \($0.timeouts.idle) ms", received: $0.beginning) }
      } else {
        wait = min(wait, deadline - now)
      }
    }
    return Int32((wait * 1000).rounded(.up))
  }
}
