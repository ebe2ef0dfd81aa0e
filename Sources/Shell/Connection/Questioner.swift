import Glibc
import HTTP
import Rendering
import Synchronization
import Terminal

/// Asks the person at the terminal while a command runs: one question at a time, whichever thread has it. Every question of
/// the shell is asked here, so that none is answered by what was typed before it was seen.
final class Questioner: Sendable {
  /// Milliseconds until somebody who waits for their turn looks again whether that was ended.
  private static let patience: Int32 = 50

  private let turn = Mutex(())
  private let hasAsked = Atomic(false)

  /// Whether a question is open.
  var isAsking: Bool { turn.withLockIfAvailable { _ in false } ?? true }

  /// Whether anything was asked since the last call.
  func takeHasAsked() -> Bool { hasAsked.exchange(false, ordering: .acquiringAndReleasing) }

  /// Writes the question to standard error and reads one line; nil when it was interrupted or input ended.
  ///
  /// - Parameter isWanted: asked when its turn comes; a question that is not wanted any more has no answer.
  func ask(
    _ question: String, cancellation: Cancellation, isWanted: () -> Bool = { true }
  ) -> String? {
    ask(question, .shown, cancellation, isWanted)
  }

  /// The same without showing what is typed.
  func askSecret(_ question: String, cancellation: Cancellation) -> String? {
    ask(question, .hidden, cancellation) { true }
  }

  /// Waits until no other question is open; a question that is not asked any more has no answer.
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
