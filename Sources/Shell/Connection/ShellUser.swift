import Providers

/// The interface to the user of the shell's services.
struct ShellUser: Sendable {
  /// Shows a notice during a command.
  var notice: @Sendable (String) -> Void = { _ in }
  /// Asks for confirmations; nil if the user cannot answer.
  var questioner: Questioner?
  /// Whether the user can answer at the moment; false while a script runs.
  var isAttended: @Sendable () -> Bool = { true }
  /// Additional stages of calls, after policy and before the journal.
  var stages: [any CallStage] = []
  var cancellation = CurrentCancellation()
  /// Whether writes are kept for `undo` and `replay`.
  var keepsWrites = false
  /// Whether the first write to each account is announced.
  var announcesWrites = false
  /// Whether a status line shows what calls are waiting for, so that no notices are needed.
  var showsWaits = false
  /// The cassette for recording or replaying.
  var cassette: OpenCassette?
  /// Receives planned writes; nil prints a line for each.
  var plans: (@Sendable (CallPlanner.Plan) -> Void)?
  /// Whether requests can be sent and credentials are looked up.
  var isOnline = true
}
