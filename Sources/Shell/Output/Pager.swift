import Glibc

/// Shows text that is longer than the screen through `$PAGER`.
struct Pager: Sendable {
  /// A command line for `sh`.
  let command: String
  /// The rows of the screen; texts with fewer lines need no pager.
  let screenRows: Int

  /// Without `$PAGER`, `less`: it shows colours, leaves the text on the screen, and ends by itself when all of it fits.
  init(command: String?, screenRows: Int) {
    self.command = command ?? "less -FRX"
    self.screenRows = screenRows
  }

  /// Whether the pager ran; when it cannot be started the caller prints the text itself.
  func show(_ text: String) -> Bool {
    guard command != "cat" else { return false }
    let previous = signal(SIGPIPE, SIG_IGN)
    defer { signal(SIGPIPE, previous) }
    guard let stream = popen(command, "w") else { return false }
    var text = text
    text.withUTF8 { _ = fwrite($0.baseAddress, 1, $0.count, stream) }
    // 127: the shell found no such command.
    return pclose(stream) >> 8 != 127
  }
}
