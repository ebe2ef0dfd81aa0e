import Synchronization

/// Numbers the statements and loops of consecutive texts that belong to one run. Safe to use from several threads.
public final class UnitNumbers: Sendable {
  /// The first numbers for a text.
  struct Base: Sendable {
    var statements = 0
    var loops = 0
  }

  private let next = Mutex(Base())

  /// Creates numbers from 0.
  public init() {}

  /// Reserves the numbers for a text.
  func take(statements: Int, loops: Int) -> Base {
    next.withLock { next in
      defer {
        next.statements += statements
        next.loops += loops
      }
      return next
    }
  }
}
