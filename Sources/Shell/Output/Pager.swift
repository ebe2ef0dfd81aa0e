import Glibc

/// Shows text that is longer than the screen through `$PAGER`.
struct Pager: Sendable {
  /// A command line for `sh`.
  let command: String

  /// `less` shows colours, leaves the text on the screen, and ends by itself when it all fits.
  init(environment: (String) -> String?) {
    let wanted = environment("PAGER") ?? ""
    command = wanted.isEmpty ? "less -FRX" : wanted
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
