import Glibc

/// How a command of the system's shell ended, and what is to be said about it.
struct ShellEnding {
  let command: String
  /// Nil where it could not be started.
  let status: Int32?

  /// What shells report for a command that is not there.
  private static let notFound: Int32 = 127
  /// Ended by Ctrl-C, by whoever pressed it, or by a program that read no further.
  private static let silent: Set<Int32> = [128 + SIGINT, 128 + SIGPIPE]
  /// Commands that change their own shell, which ends with them.
  private static let ofTheShell: Set<Substring> = [
    ".", "alias", "cd", "export", "popd", "pushd", "source", "ulimit", "umask", "unset",
  ]

  var code: Int32 { status ?? Self.notFound }

  /// Whether whoever ended it knows that.
  var isSilent: Bool { status.map(Self.silent.contains) ?? false }

  /// Nil where there is nothing to say.
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
