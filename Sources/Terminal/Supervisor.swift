import CLibedit
import Glibc

/// Supervises a running command, so that Ctrl-C is handled by the program instead of ending it.
///
/// The work runs on other threads. A supervisor handles one wait at a time.
public final class Supervisor: Sendable {
  private let pipe = WakePipe()

  /// Creates a supervisor.
  public init() {}

  /// Makes a waiting `supervise` check again whether the work is finished. Thread-safe.
  public func wake() {
    pipe.wake()
  }

  /// Waits until the work is finished. Every Ctrl-C, SIGTERM and SIGHUP calls `onInterrupt` with a count from 1.
  ///
  /// `finished` is called at the start, after every `wake()` and after every signal.
  ///
  /// - Parameter ticks: an action to perform repeatedly while waiting.
  public func supervise(until finished: () -> Bool, ticks: Ticks? = nil, onInterrupt: (_ count: Int) -> Void) {
    terminal_signals_install()
    defer { terminal_signals_remove() }
    var interrupts = 0
    var due = ticks.map { Self.now + $0.delay }
    if Interruption.endingSignal != nil {
      // The signal arrived before the work began; its byte may still be in the pipe.
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
      // Without a descriptor to wake it, it must poll.
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

  /// An action performed repeatedly while waiting; times are in milliseconds.
  public struct Ticks {
    let delay: Int
    let pace: Int
    let perform: () -> Void

    /// Creates an action that is performed every `pace` milliseconds.
    ///
    /// - Parameter delay: the time before the first call, in milliseconds.
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

/// A request by the user or the system to stop what is running.
public enum Interruption {
  /// Makes SIGINT set `isRequested` instead of ending the process. Calls nest; each needs a `release`.
  public static func capture() {
    terminal_signals_install()
  }

  /// Undoes a `capture`.
  public static func release() {
    terminal_signals_remove()
  }

  /// Whether SIGINT has arrived since the last `forget()`. Cheap enough for a loop.
  public static var isRequested: Bool {
    terminal_signals_interrupted()
  }

  /// Clears `isRequested`.
  public static func forget() {
    terminal_signals_forget_interrupt()
  }

  /// SIGTERM or SIGHUP, if one has arrived while signals were handled: the process should end. Another one a moment
  /// later ends it immediately.
  public static var endingSignal: Int32? {
    let signal = terminal_signals_ending()
    return signal == 0 ? nil : signal
  }

  /// The exit status of a process ended by a signal: 130, 143 or 129.
  public static var exitCode: Int32 { 128 + (endingSignal ?? SIGINT) }

  /// Ends the process immediately, with the terminal modes restored.
  public static func exit() -> Never {
    terminal_guard_exit(exitCode)
  }
}
