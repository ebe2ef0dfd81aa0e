import CLibedit
public import Glibc

/// Lends the terminal to another program, such as a pager or an editor.
///
/// Meanwhile, Ctrl-C and Ctrl-\\ only affect that program. SIGTERM and SIGHUP end it together with this process.
public enum LentTerminal {
  /// Whether the terminal is currently lent.
  public static var isLent: Bool { terminal_signals_lent() }

  /// Lends the terminal to the program that the body starts and waits for.
  public static func lend<Result>(_ body: () -> Result) -> Result {
    terminal_signals_lend()
    defer { terminal_signals_take_back() }
    return body()
  }

  /// Waits for a program that uses the terminal; returns its status as `waitpid` does.
  public static func wait(for process: pid_t) -> Int32 { terminal_signals_wait_for(process) }
}
