import Glibc
import HTTP
import Rendering
import Synchronization
import Terminal

/// Asks the user during a command, one question at a time across all threads. All questions of the shell are asked
/// here, so that none is answered by input typed before it was shown.
final class Questioner: Sendable {
  /// Milliseconds between checks whether a thread waiting for its turn has been cancelled.
  private static let patience: Int32 = 50

  private let turn = Mutex(())
  private let hasAsked = Atomic(false)

  /// Whether a question is open.
  var isAsking: Bool { turn.withLockIfAvailable { _ in false } ?? true }

  /// Whether anything was asked since the last call.
  func takeHasAsked() -> Bool { hasAsked.exchange(false, ordering: .acquiringAndReleasing) }

  /// Writes the question to standard error and reads a line; nil if interrupted or at the end of input.
  ///
  /// - Parameter isWanted: called when it is the question's turn; returns whether it is still needed.
  func ask(
    _ question: String, cancellation: Cancellation, isWanted: () -> Bool = { true }
  ) -> String? {
    ask(question, .shown, cancellation, isWanted)
  }

  /// Asks without echoing the input.
  func askSecret(_ question: String, cancellation: Cancellation) -> String? {
    ask(question, .hidden, cancellation) { true }
  }

  /// Waits until no other question is open, then asks if the question is still needed.
  private func ask(
    _ question: String, _ echo: Question.Echo, _ cancellation: Cancellation, _ isWanted: () -> Bool
  ) -> String? {
    while !cancellation.isCancelled {
      let answer: String?? = turn.withLockIfAvailable { _ in
        guard isWanted() else { return nil }
        hasAsked.store(true, ordering: .releasing)
        defer { StandardStream.noteLineStart() }
        return Question().ask(
          visible(question, lineBreaks: .kept) + " ", echo, show: { StandardStream.error.write($0) },
          isWanted: { !cancellation.isCancelled })
      }
      if let answer { return answer }
      poll(nil, 0, Self.patience)
    }
    return nil
  }
}
