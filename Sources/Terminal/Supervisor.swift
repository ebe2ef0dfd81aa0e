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

  /// Waits until the work is finished. Every Ctrl-C calls `onInterrupt` with its number, from 1.
  ///
  /// `finished` is asked at the start, after every `wake()` and after every Ctrl-C.
  public func supervise(until finished: () -> Bool, onInterrupt: (_ count: Int) -> Void) {
    terminal_signals_install()
    defer { terminal_signals_remove() }
    var interrupts = 0
    while true {
      while let signal = Self.nextSignal() {
        guard signal == SIGINT else { continue }
        interrupts += 1
        onInterrupt(interrupts)
      }
      pipe.drain()
      if finished() { return }
      // Without a descriptor that wakes it, it looks by itself.
      let canBeWoken = pipe.descriptor >= 0 && terminal_signals_descriptor() >= 0
      _ = Descriptor.wait(
        for: [(pipe.descriptor, Int16(POLLIN)), (terminal_signals_descriptor(), Int16(POLLIN))],
        milliseconds: canBeWoken ? -1 : 50)
    }
  }

  private static func nextSignal() -> Int32? {
    let signal = terminal_signals_next()
    return signal == 0 ? nil : signal
  }
}

/// The wish of the person at the keyboard to stop what is running.
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
}
