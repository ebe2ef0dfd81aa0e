import Glibc

/// How a shell command ended, and what to report.
struct ShellEnding {
  let command: String
  /// Nil if it could not be started.
  let status: Int32?

  /// The status that shells return for an unknown command.
  private static let notFound: Int32 = 127
  /// The statuses after Ctrl-C, and after a reader stopped early.
  private static let silent: Set<Int32> = [128 + SIGINT, 128 + SIGPIPE]
  /// Commands that only affect their own shell process.
  private static let ofTheShell: Set<Substring> = [
    ".", "alias", "cd", "export", "popd", "pushd", "source", "ulimit", "umask", "unset",
  ]

  var code: Int32 { status ?? Self.notFound }

  /// Whether the user knows why it ended.
  var isSilent: Bool { status.map(Self.silent.contains) ?? false }

  /// Nil if there is nothing to report.
  var notice: String? {
    guard let status else { return "the command could not be started" }
    guard status == 0 else {
      return isSilent ? nil : "the command ended with status \(status)"
    }
    guard let word = command.split(separator: " ").first, Self.ofTheShell.contains(word), isAlone else { return nil }
    let hint = word == "cd" ? "; start edush there, or write paths from here" : ""
    return "`\(word)` has no effect here: each `!` line runs in its own shell\(hint)"
  }

  private var isAlone: Bool { !command.contains { ";&|\n".contains($0) } }
}
