import CLibedit
import Glibc

/// Watches over a command while it runs, so that Ctrl-C reaches the program instead of ending it.
///
/// The work goes on in other threads. One supervisor serves one wait at a time.
public final class Supervisor: Sendable {
  private let pipe = WakePipe()

  public init() {}

  /// Makes a waiting `supervise` ask again whether the work is finished; callable from any thread.
  public func wake() {
    pipe.wake()
  }

  /// Waits until the work is finished. Every Ctrl-C, SIGTERM and SIGHUP calls `onInterrupt` with its number, from 1.
  ///
  /// `finished` is asked at the start, after every `wake()` and after every signal.
  ///
  /// - Parameter ticks: what is done now and then while it lasts.
  public func supervise(until finished: () -> Bool, ticks: Ticks? = nil, onInterrupt: (_ count: Int) -> Void) {
    terminal_signals_install()
    defer { terminal_signals_remove() }
    var interrupts = 0
    var due = ticks.map { Self.now + $0.delay }
    if Interruption.endingSignal != nil {
      // It came before the work began; its byte may still be there.
      while Self.nextSignal() != nil {}
      interrupts = 1
      onInterrupt(interrupts)
    }
    while true {
      while let signal = Self.nextSignal() {
        guard [SIGINT, SIGTERM, SIGHUP].contains(signal) else { continue }
        interrupts += 1
        onInterrupt(interrupts)
      }
      pipe.drain()
      if finished() { return }
      // Without a descriptor that wakes it, it looks by itself.
      let canBeWoken = pipe.descriptor >= 0 && terminal_signals_descriptor() >= 0
      let rest = due.map { Int32(max(0, $0 - Self.now)) }
      _ = Descriptor.wait(
        for: [(pipe.descriptor, Int16(POLLIN)), (terminal_signals_descriptor(), Int16(POLLIN))],
        milliseconds: canBeWoken ? rest ?? -1 : 50)
      if let ticks, let time = due, Self.now >= time {
        ticks.perform()
        due = Self.now + ticks.pace
      }
    }
  }

  /// What a supervisor does again and again while it waits; times in milliseconds.
  public struct Ticks {
    let delay: Int
    let pace: Int
    let perform: () -> Void

    /// - Parameter delay: before the first time.
    public init(after delay: Int, every pace: Int, _ perform: @escaping () -> Void) {
      self.delay = delay
      self.pace = pace
      self.perform = perform
    }
  }

  private static var now: Int {
    var time = timespec()
    clock_gettime(CLOCK_MONOTONIC, &time)
    return time.tv_sec * 1000 + time.tv_nsec / 1_000_000
  }

  private static func nextSignal() -> Int32? {
    let signal = terminal_signals_next()
    return signal == 0 ? nil : signal
  }
}

/// The wish of the person at the keyboard, or of the system, to stop what is running.
public enum Interruption {
  /// Makes SIGINT set `isRequested` instead of ending the process, until as many calls of `release`.
  public static func capture() {
    terminal_signals_install()
  }

  public static func release() {
    terminal_signals_remove()
  }

  /// True when SIGINT came since the last `forget()`. Cheap enough for a loop.
  public static var isRequested: Bool {
    terminal_signals_interrupted()
  }

  public static func forget() {
    terminal_signals_forget_interrupt()
  }

  /// SIGTERM or SIGHUP, once one came while somebody waited for signals: the process is to end. Another one a moment
  /// later ends it at once.
  public static var endingSignal: Int32? {
    let signal = terminal_signals_ending()
    return signal == 0 ? nil : signal
  }

  /// The status of a process that a signal ended: 130, 143 or 129.
  public static var exitCode: Int32 { 128 + (endingSignal ?? SIGINT) }

  /// Ends the process at once, the terminal as it was.
  public static func exit() -> Never {
    terminal_guard_exit(exitCode)
  }
}
