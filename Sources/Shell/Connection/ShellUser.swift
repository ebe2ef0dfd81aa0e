import Providers

/// The user of the shell's services, and how to reach them.
struct ShellUser: Sendable {
  /// Shows a notice while a command runs.
  var notice: @Sendable (String) -> Void = { _ in }
  /// Asks for confirmations; nil where the user cannot answer.
  var questioner: Questioner?
  /// Whether the user answers at the moment: not while a script runs.
  var isAttended: @Sendable () -> Bool = { true }
  /// What a call passes behind policy, before the journal.
  var stages: [any CallStage] = []
  var cancellation = CurrentCancellation()
  /// Whether writes are kept, to be undone or repeated.
  var keepsWrites = false
  /// Whether the first write to each account is announced.
  var announcesWrites = false
  /// Whether a line shows what a call waits for while it does, so that no notice has to.
  var showsWaits = false
  /// The cassette that the run is recorded into, or replayed from.
  var cassette: OpenCassette?
  /// Hears of planned writes instead of a line for each; nil has the lines.
  var plans: (@Sendable (CallPlanner.Plan) -> Void)?
  /// Whether anything can be sent, and credentials are looked for.
  var isOnline = true
}
