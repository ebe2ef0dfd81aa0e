import Synchronization

/// Numbers the statements and loops of all texts that run one after another as one run. Safe to use from many threads.
public final class UnitNumbers: Sendable {
  /// The first numbers of a text.
  struct Base: Sendable {
    var statements = 0
    var loops = 0
  }

  private let next = Mutex(Base())

  public init() {}

  /// Takes the numbers for a text.
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
