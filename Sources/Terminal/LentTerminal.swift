import CLibedit
public import Glibc

/// The terminal while another program has it, such as a pager or an editor.
///
/// Ctrl-C and Ctrl-\\ are for that program alone then. SIGTERM and SIGHUP end it together with this process.
public enum LentTerminal {
  /// Whether a program has it at the moment.
  public static var isLent: Bool { terminal_signals_lent() }

  /// Lends the terminal to the program that the body starts and waits for.
  public static func lend<Result>(_ body: () -> Result) -> Result {
    terminal_signals_lend()
    defer { terminal_signals_take_back() }
    return body()
  }

  /// Waits for a program that has the terminal; its status as `waitpid` has it.
  public static func wait(for process: pid_t) -> Int32 { terminal_signals_wait_for(process) }
}
